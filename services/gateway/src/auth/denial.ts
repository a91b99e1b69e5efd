/** Why a request is not let in: an HTTP status, a code for programs, and what to do about it. */
export interface Denial {
  readonly status: number
  readonly code: string
  readonly detail: string
}

export const NEW_LINK =
  'Make a new one: npm run link in the folder of Surefoot, or New link at a console that is open.'

export const FOREIGN_HOST: Denial = {
  status: 421,
  code: 'HOST_NOT_ALLOWED',
  detail: 'This address is not ours. Use http://127.0.0.1, or set PUBLIC_ORIGIN for a proxy.',
}
export const NO_SESSION: Denial = {
  status: 401,
  code: 'NOT_LOGGED_IN',
  detail: `This browser is not logged in, or not any more: the console opens by a one-time link. ${NEW_LINK}`,
}
export const LEDGER_SILENT: Denial = {
  status: 503,
  code: 'LEDGER_SILENT',
  detail:
    'The ledger does not reply, so it is not known whether this browser is logged in. See that audit and Postgres run, then try again.',
}
export const FOREIGN_ORIGIN: Denial = {
  status: 403,
  code: 'ORIGIN_NOT_ALLOWED',
  detail: 'Only the console itself may do this: another page asked, or X-Surefoot: 1 is missing.',
}
export const NOT_THE_EXTENSION: Denial = {
  status: 403,
  code: 'ORIGIN_NOT_ALLOWED',
  detail: 'Only the Surefoot extension may ask this. Is ALLOWED_EXTENSION_ID its id?',
}
export const UNKNOWN_MARK_TOKEN: Denial = {
  status: 401,
  code: 'MARK_TOKEN_UNKNOWN',
  detail: 'No open browser of this desk has this token. Switch the account off and on again.',
}

/** Another token may be right: none is read, so that guessing does not go on. */
export function tooManyGuesses(waitSeconds: number): Denial {
  return {
    status: 429,
    code: 'TOO_MANY_REQUESTS',
    detail: `This address has sent many wrong tokens, so none of it is read now. Try again in ${waitSeconds} s.`,
  }
}
