import {
  describeUnplaced,
  executionOfLeg,
  linkKindOf,
  claimOf,
  UNPLACED_CAUSES,
  type FoundUnplaced,
  type KnownBets,
  type UnplacedCause,
} from '@surefoot/audit'
import { compareOdds, toMinor } from '@surefoot/arbitrage'
import {
  receipt as receiptSchema,
  type ledgerRecord,
  type ledgerStatement,
  type Receipt,
} from '@surefoot/shared/messages'
import { z } from 'zod'
import { appendLink } from './links.ts'
import { haltDesk } from './on-desk.ts'
import type { LedgerLeg, LedgerModel } from './state.ts'

type Ask = z.output<typeof ledgerRecord.body>

/** An acceptance that no leg can have: every click stops. The same again changes nothing. */
export function keepUnplacedReceipt(
  ledger: LedgerModel,
  { leg }: LedgerLeg,
  { ask, cause }: { readonly ask: Ask; readonly cause: UnplacedCause },
): void {
  if (isKept(ledger, ask)) return
  const { deskId, executionId, legId, account, providerId, state } = leg
  const betReference = claimOf(ask.receipt)
  const reason = describeUnplaced(cause, { legId, state }, betReference)
  haltDesk(ledger, { deskId, executionId, reason, trading: 'HALT_ALL' })
  const details = { ...ask, from: state, cause, deskId, account, providerId, betReference }
  appendLink(ledger, { kind: linkKindOf(cause), executionId, details })
}

/** An acceptance of a leg that the ledger does not hold: of the desk that is named, the execution's, or every one. */
export function keepUnknownLeg(ledger: LedgerModel, ask: Ask): void {
  if (isKept(ledger, ask)) return
  const { legId } = ask
  const executionId = executionOfLeg(legId)
  const own = ask.deskId ?? ledger.state.executions.get(executionId ?? '')?.row.deskId
  const betReference = claimOf(ask.receipt)
  const reason = describeUnplaced('unknown_leg', { legId, state: null }, betReference)
  const desks = own === undefined ? [...ledger.state.desks.keys()].toSorted() : [own]
  for (const deskId of desks) haltDesk(ledger, { deskId, executionId, reason, trading: 'HALT_ALL' })
  const details = { ...ask, from: null, cause: 'unknown_leg', betReference }
  appendLink(ledger, { kind: linkKindOf('unknown_leg'), executionId, details })
}

function isKept({ state }: LedgerModel, { legId, receipt }: Ask): boolean {
  return state.links.some(
    ({ kind, details }) =>
      isUnplaced(kind) && details['legId'] === legId && isSame(details['receipt'], receipt),
  )
}

function isUnplaced(kind: string): boolean {
  return kind === 'late_receipt' || kind === 'bet.unplaced'
}

function isSame(kept: unknown, receipt: Receipt | undefined): boolean {
  const { data } = receiptSchema.safeParse(kept)
  if (data === undefined || receipt === undefined) return false
  return (
    data.betReference === receipt.betReference &&
    equal(data.stake, receipt.stake, (one, other) => toMinor(one) === toMinor(other)) &&
    equal(data.odds, receipt.odds, (one, other) => compareOdds(one, other) === 0)
  )
}

function equal(
  one: string | null,
  other: string | null,
  isEqual: (one: string, other: string) => boolean,
): boolean {
  return one === null || other === null ? one === other : isEqual(one, other)
}

type Listed = Pick<z.output<typeof ledgerStatement.body>, 'deskId' | 'account' | 'readAt'>

const causeSchema = z.enum(UNPLACED_CAUSES).catch('after_end')

/** What the chain holds of bets that cannot be placed, of one account. The simulation's accounts stay at one provider. */
export function findUnplaced(
  { state }: LedgerModel,
  { deskId, account }: Listed,
): KnownBets['unplaced'] {
  const found = state.links.flatMap(({ kind, details }): [string, Omit<FoundUnplaced, 'bet'>][] => {
    const { betReference, legId, cause } = details
    const isOwn =
      isUnplaced(kind) &&
      (details['deskId'] ?? deskId) === deskId &&
      (details['account'] ?? account) === account
    if (!isOwn || typeof betReference !== 'string' || typeof legId !== 'string') return []
    return [[betReference, { legId, cause: causeSchema.parse(cause) }]]
  })
  return new Map(found)
}

/** Links each bet of a statement that no leg can have, once, and stops every click. */
export function keepUnplacedBets(
  ledger: LedgerModel,
  { deskId, account, readAt }: Listed,
  { found, known }: { readonly found: readonly FoundUnplaced[]; readonly known: KnownBets },
): void {
  for (const { bet, legId, cause } of found) {
    const { betReference } = bet
    if (known.unplaced.has(betReference)) continue
    const leg = ledger.state.legs.get(legId)?.leg
    const executionId = executionOfLeg(legId)
    const reason = describeUnplaced(cause, { legId, state: leg?.state ?? null }, betReference)
    haltDesk(ledger, { deskId, executionId, reason, trading: 'HALT_ALL' })
    const providerId = leg?.providerId ?? null
    const details = { legId, cause, deskId, account, providerId, betReference, bet, readAt }
    appendLink(ledger, { kind: 'bet.unplaced', executionId, details })
  }
}
