import { account, foreignText, instant, legId, money } from '@surefoot/shared/messages'
import { z } from 'zod'

/**
 * `leg`: it is not known whether it was placed. `hedge`: a leg stands alone and no hedge was taken. `alarm`: the record
 * may be wrong. `halt`: a service halted the desk. `statement`: a bookmaker shows other bets than
 * the ledger holds. `account`: it should trade but cannot go on without a person. `browser`: it was lost. `server`: a server or
 * service does not reply.
 */
export const NEED_KINDS = [
  'leg',
  'hedge',
  'alarm',
  'browser',
  'server',
  'halt',
  'statement',
  'account',
] as const

/** Something that only a person can end. */
export const need = z.object({
  /** The same need keeps its id while it lasts. */
  id: z.string(),
  kind: z.enum(NEED_KINDS),
  account: account.nullable(),
  executionId: z.uuid().nullable(),
  legId: legId.nullable(),
  event: z.object({ home: foreignText, away: foreignText, start: instant }).nullable(),
  /** For the operator, as the service that found it said it. */
  message: z.string(),
  /** What may be lost at worst while nobody acts; null where no sum is known. */
  atRisk: money.nullable(),
  since: instant.nullable(),
})
export type Need = z.infer<typeof need>

/** Most at risk first; where no sum is known, by how much it keeps the desk from trading; then the oldest. */
export function byMoneyAtRisk(one: Need, other: Need): number {
  return (
    Number(other.atRisk ?? -1) - Number(one.atRisk ?? -1) ||
    NEED_KINDS.indexOf(one.kind) - NEED_KINDS.indexOf(other.kind) ||
    Date.parse(one.since ?? '') - Date.parse(other.since ?? '') ||
    0
  )
}
