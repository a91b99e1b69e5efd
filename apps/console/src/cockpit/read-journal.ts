import type { Account, ledgerJournal, SystemLogEntry } from '@surefoot/shared/messages'
import type { z } from 'zod'
import { STATE_NAMES } from '../format/states.ts'

export interface JournalLine {
  readonly id: string
  /** Instant, ISO 8601. */
  readonly at: string
  readonly account: Account | null
  /** The execution that it is about. */
  readonly executionId: string | null
  readonly level: SystemLogEntry['level']
  readonly text: string
}

/** Transitions and log entries as one list, newest first. */
export function readJournal({
  transitions,
  log,
}: z.output<typeof ledgerJournal.reply>): JournalLine[] {
  const lines = [
    ...transitions.map(({ account, from, to, reason, at }) => ({
      id: `${at} ${account} ${to}`,
      at,
      account,
      executionId: null,
      level: reason === null ? ('info' as const) : ('warn' as const),
      text: `${STATE_NAMES[from]} → ${STATE_NAMES[to]}${reason === null ? '' : `: ${reason}`}`,
    })),
    ...log.map(({ at, account, executionId, level, service, code, message }, index) => ({
      id: `${at} ${service} ${code} ${index}`,
      at,
      account: account ?? null,
      executionId: executionId ?? null,
      level,
      text: message,
    })),
  ]
  return lines.toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))
}
