import { fromMinor, toMinor, worstCaseOfHold } from '@surefoot/arbitrage'
import type { ExecutionRecord, Leg } from '@surefoot/shared'
import { askPerson } from './ask-person.ts'
import { findLone } from './lone-leg.ts'
import type { Ports } from './ports.ts'
import { writeStep } from './write-step.ts'

/**
 * Write what came of the hedge leg. One that was taken covers the lone leg if both lose no more than the limit at worst;
 * of one that was taken in part, or not at all, the rest is a person's to decide.
 */
export async function concludeHedge(
  ports: Ports,
  record: ExecutionRecord,
): Promise<ExecutionRecord> {
  const lone = findLone(record)
  const hedge = record.legs.find(({ role }) => role === 'H')
  if (lone === undefined || hedge === undefined) return record
  if (hedge.state !== 'ACCEPTED') {
    const { account, state } = hedge
    const reason = `The hedge at account ${account} is ${state}: ${hedge.reason ?? 'no reason was given.'}`
    const details = { account, state, reason: hedge.reason }
    const failed = await writeStep(ports, record, { step: 'failed', message: reason, details })
    return askPerson(ports, failed, lone, { code: 'HEDGE_FAILED', reason: `${reason}.` })
  }
  const worstCaseMinor = worstCaseOfHold(lone.bets)
  const worstCase = fromMinor(worstCaseMinor)
  const { lossLimitMinor } = ports.settings
  if (worstCaseMinor < -lossLimitMinor) {
    const limit = fromMinor(lossLimitMinor)
    const reason = `The hedge was taken with ${describeTaken(hedge)}: ${worstCase} at worst, and the limit of loss is ${limit}.`
    return askPerson(ports, record, lone, { code: 'COVERED_IN_PART', reason })
  }
  const { account, receipt } = hedge
  return writeStep(ports, record, {
    step: 'covered',
    message: `Leg ${lone.leg.role} is covered with ${describeTaken(hedge)}: ${worstCase} at worst.`,
    details: {
      account,
      stake: receipt?.stake,
      odds: receipt?.odds,
      worstCase,
      betReference: receipt?.betReference,
    },
  })
}

function describeTaken({ account, stake, leastOdds, receipt }: Leg): string {
  const taken = receipt?.stake ?? stake
  const isPart = toMinor(taken) < toMinor(stake)
  const what = isPart ? `only ${taken} of ${stake}` : taken
  return `${what} at ${receipt?.odds ?? leastOdds} at account ${account}`
}
