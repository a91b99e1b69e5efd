/** How an execution's stake is written in Redis: under which keys and field, and on which events and selections it is. */
import { toMinor } from '@surefoot/arbitrage'
import {
  ACCOUNTS,
  type Account,
  type Accepted,
  type ledgerExposure,
} from '@surefoot/shared/messages'
import type { ExposureKey, Place } from '../ports.ts'

type Keys = [ready: string, A: string, B: string, places: string]

export function keysOf(deskId: string): Keys {
  const prefix = `exposure:{${deskId}}`
  return [`${prefix}:ready`, `${prefix}:A`, `${prefix}:B`, `${prefix}:places`]
}

export function fieldOf({
  executionId,
  matchId,
}: Pick<ExposureKey, 'executionId' | 'matchId'>): string {
  return `${executionId}:${matchId}`
}

/** Each on a line of its own: JSON has no line breaks. */
export function placesOf(account: Account, places: readonly Place[]): string {
  const lines = places.flatMap(({ providerId, eventId, selectionId }) => [
    JSON.stringify([account, providerId, 'event', eventId]),
    JSON.stringify([account, providerId, 'selection', selectionId]),
  ])
  return [...new Set(lines)].join('\n')
}

/** Fields and their values, as texts: a script's own way of writing large numbers is not whole numbers. */
export interface LedgerFields {
  readonly A: Readonly<Record<string, string>>
  readonly B: Readonly<Record<string, string>>
  readonly places: Readonly<Record<string, string>>
}

/** What the ledger has outstanding as the fields of each hash. */
export function fieldsOf(
  exposure: Pick<Accepted<typeof ledgerExposure.reply>, Account>,
): LedgerFields {
  const stakes = (account: Account) =>
    Object.fromEntries(
      exposure[account].executions.map((entry) => [fieldOf(entry), String(toMinor(entry.stake))]),
    )
  const placesByField = Map.groupBy(
    ACCOUNTS.flatMap((account) =>
      exposure[account].executions.map((entry) => ({
        field: fieldOf(entry),
        lines: placesOf(account, entry.places ?? []),
      })),
    ),
    ({ field }) => field,
  )
  const places = [...placesByField].map(([field, entries]) => [
    field,
    `0\n${entries.map(({ lines }) => lines).join('\n')}\n`,
  ])
  return { A: stakes('A'), B: stakes('B'), places: Object.fromEntries(places) }
}
