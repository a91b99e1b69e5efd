import { writeExposure, type Outstanding } from '@surefoot/audit'
import { isLive, toMinor } from '@surefoot/arbitrage'
import { ACCOUNTS, ok, type ledgerExposure, type Reply } from '@surefoot/shared'
import type { LedgerLeg, LedgerModel } from './state.ts'

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
    const { account, executionId } = leg
    const key = `${account} ${executionId}`
    const stakeMinor = (placed.get(key)?.stakeMinor ?? 0) + outstandingMinor(each)
    placed.set(key, { account, executionId, matchId, stakeMinor })
  }
  const external = ACCOUNTS.flatMap((account) => {
    const statement = ledger.state.statements.get(`${deskId} ${account}`)
    return statement === undefined
      ? []
      : [{ account, stakeMinor: toMinor(statement.externalStake) }]
  })
  return { placed: [...placed.values()], external }
}

export function onExposure(
  ledger: LedgerModel,
  { deskId }: { readonly deskId: string },
): Reply<typeof ledgerExposure.reply> {
  const outstanding = readOutstanding(ledger, deskId)
  return ok({ A: writeExposure(outstanding, 'A'), B: writeExposure(outstanding, 'B') })
}
