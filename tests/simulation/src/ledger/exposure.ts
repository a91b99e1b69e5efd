import { sumExposure, writeExposure, type Outstanding } from '@surefoot/audit'
import { isLive, toMinor, type Exposure } from '@surefoot/arbitrage'
import {
  ACCOUNTS,
  ok,
  type ledgerExposure,
  type LegPlan,
  type Reply,
} from '@surefoot/shared/messages'
import { legsOfAccount, type LedgerLeg, type LedgerModel } from './state.ts'

/** Whether a leg's stake is exposure: until its bet is settled; on paper, until its execution is closed. */
export function isOutstanding({ state }: LedgerModel, { leg }: LedgerLeg): boolean {
  if (!isLive(leg.state) || leg.settlement !== null) return false
  return leg.venue === 'live' || state.executions.get(leg.executionId)?.row.closedAt === null
}

function outstandingMinor({ leg, acceptedStake }: LedgerLeg): number {
  return toMinor(leg.state === 'ACCEPTED' ? (acceptedStake ?? leg.stake) : leg.stake)
}

/** What a desk has outstanding, one entry an execution and account. */
export function readOutstanding(ledger: LedgerModel, deskId: string): Outstanding {
  const placed = new Map<string, Outstanding['placed'][number]>()
  for (const each of ledger.state.legs.values()) {
    const { leg, matchId } = each
    if (leg.deskId !== deskId || !isOutstanding(ledger, each)) continue
    const { account, executionId, providerId, eventId, selectionId } = leg
    const key = `${account} ${executionId}`
    const before = placed.get(key)
    const stakeMinor = (before?.stakeMinor ?? 0) + outstandingMinor(each)
    const places = [...(before?.places ?? []), { providerId, eventId, selectionId }]
    placed.set(key, { account, executionId, matchId, stakeMinor, places })
  }
  const external = ACCOUNTS.flatMap((account) => {
    const statement = ledger.state.statements.get(`${deskId} ${account}`)
    return statement === undefined
      ? []
      : [{ account, stakeMinor: toMinor(statement.externalStake) }]
  })
  return { placed: [...placed.values()], external }
}

/** What the account of a leg has outstanding on the leg's match, by its id or the provider's event or selection, and in all. */
export function readMatchExposure(
  ledger: LedgerModel,
  matchId: string,
  plan: Pick<LegPlan, 'deskId' | 'account' | 'providerId' | 'eventId' | 'selectionId'>,
): Exposure {
  const { totalMinor } = sumExposure(readOutstanding(ledger, plan.deskId), plan.account)
  let matchMinor = 0
  for (const own of legsOfAccount(ledger, plan.deskId, plan.account)) {
    const { providerId, eventId, selectionId } = own.leg
    const isSameEvent =
      providerId === plan.providerId &&
      (eventId === plan.eventId || selectionId === plan.selectionId)
    const isCounted = own.matchId === matchId || isSameEvent
    if (isCounted && isOutstanding(ledger, own)) matchMinor += outstandingMinor(own)
  }
  return { totalMinor, byMatch: new Map([[matchId, matchMinor]]) }
}

export function onExposure(
  ledger: LedgerModel,
  { deskId }: { readonly deskId: string },
): Reply<typeof ledgerExposure.reply> {
  const outstanding = readOutstanding(ledger, deskId)
  return ok({ A: writeExposure(outstanding, 'A'), B: writeExposure(outstanding, 'B') })
}
