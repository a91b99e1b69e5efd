import { messageOf, Problem } from '../api/problem.ts'
import { openSession, readSession } from '../api/sessions.ts'
import { readLink } from './read-link.ts'

export type SessionState =
  | { readonly kind: 'asking' }
  | { readonly kind: 'open' }
  /** Not logged in; `why` says what was wrong with the link that was opened, if one was. */
  | { readonly kind: 'none'; readonly why: string | null }
  /** Nobody has said whether this browser is logged in: a gateway or a ledger that does not answer is not a "no". */
  | { readonly kind: 'unknown'; readonly why: string; readonly link: string | null }

/** The link of the address bar, which leaves it: it must not stay in the browser's history. */
export function takeLink(): string | null {
  const link = readLink(location.hash)
  if (link !== null) history.replaceState(null, '', location.pathname + location.search)
  return link
}

/** Trade the link for a session, and see whether there is one. A link that nobody could check may be tried again. */
export async function claimSession(link: string | null): Promise<SessionState> {
  const refusal = link === null ? null : await claim(link)
  if (refusal instanceof Problem && !isNo(refusal))
    return { kind: 'unknown', why: refusal.message, link }
  try {
    await readSession()
    return { kind: 'open' }
  } catch (error) {
    return isNo(error)
      ? { kind: 'none', why: refusal === null ? null : messageOf(refusal) }
      : { kind: 'unknown', why: messageOf(error), link: null }
  }
}

/** What the gateway answered knowingly; whatever else went wrong is not known to be one. */
function isNo(error: unknown): boolean {
  return error instanceof Problem && error.status >= 400 && error.status < 500
}

async function claim(link: string): Promise<unknown> {
  try {
    await openSession(link)
    return null
  } catch (error) {
    return error
  }
}
