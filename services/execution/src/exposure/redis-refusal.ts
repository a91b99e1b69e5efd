import { refuse, type Refusal } from '@surefoot/shared/messages'

/** Redis names the kind of an error by its first word; inside a script that word follows a dash. */
const CODES =
  /(?:^|[\s-])(READONLY|MASTERDOWN|LOADING|OOM|MISCONF|NOREPLICAS|NOAUTH|WRONGPASS|NOPERM)\b/

/** A healthy connection to a server that is not, or not yet, the primary: another connection may lead to it. */
const ELSEWHERE: ReadonlySet<string> = new Set(['READONLY', 'MASTERDOWN', 'LOADING'])

const REASONS: Readonly<Record<string, string>> = {
  READONLY:
    'REDIS_URL leads to a Redis that is a replica and takes no writes; the service connects again until it reaches the primary. If this stays, see that the address leads to the primary.',
  MASTERDOWN:
    'REDIS_URL leads to a Redis replica that has lost its primary. Promote a replica, or start the primary.',
  LOADING: 'Redis is still reading its data from disk. Wait until it has.',
  OOM: 'Redis is out of memory. Raise its maxmemory.',
  MISCONF: 'Redis cannot save to its disk and takes no writes. See its log, and free disk space.',
  NOREPLICAS: 'Redis has too few replicas to take writes. Start its replicas.',
  NOAUTH: 'Redis asks for a password. Put it into REDIS_URL.',
  WRONGPASS: 'Redis does not accept the password of REDIS_URL. Correct it.',
  NOPERM:
    'The user of REDIS_URL may not use the commands or keys of this service. See docs/configuration.md.',
}
const SILENT = 'Redis does not answer. See that Redis runs.'

/** Whether the connection is to be dropped and opened again. */
export function leadsElsewhere(error: Error): boolean {
  return ELSEWHERE.has(codeOf(error) ?? '')
}

/** Why exposure cannot be counted, and what to do about it. */
export function refuseRedis(error?: unknown): Refusal {
  const reason = REASONS[codeOf(error) ?? ''] ?? SILENT
  return refuse('REDIS_UNAVAILABLE', `Exposure cannot be counted, so nothing is placed. ${reason}`)
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error ? CODES.exec(error.message)?.[1] : undefined
}
