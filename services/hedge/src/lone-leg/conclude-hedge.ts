import { fromMinor, toMinor } from '@surefoot/arbitrage'
import {
  findExposed,
  isHedgedAsAuthorised,
  isInForce,
  isLatestStep,
  latestHedge,
  mayChooseAgain,
  outcomeOf,
  worstInForce,
} from '@surefoot/execution-rules'
import type { ExecutionRecord, Leg } from '@surefoot/shared/messages'
import { asSentence } from '@surefoot/shared/runtime'
import { askPerson, type Escalation } from '../choice/ask-person.ts'
import { chooseHedge, isChoiceLeft } from '../choice/choose-hedge.ts'
import type { Ports } from '../ports.ts'
import { writeStep } from '../write-step.ts'

/**
 * Write what came of the latest hedge leg. One that was taken covers if all bets in force lose no more than the limit at
 * worst, or it was taken as authorised; of one that was taken in part, or whose bets were voided since, the rest is a
 * person's to decide. After one that is no bet the next choice is planned, if there is one.
 */
export async function concludeHedge(
  ports: Ports,
  record: ExecutionRecord,
): Promise<ExecutionRecord> {
  const exposed = findExposed(record)
  const hedge = latestHedge(record)
  if (exposed === undefined || hedge === undefined) return record
  if (hedge.state !== 'ACCEPTED') return goOn(ports, record, hedge)
  const short = describeShortfall(ports, record, hedge)
  if (short !== undefined) return askPerson(ports, record, exposed, short)
  const { account, legId, receipt } = hedge
  const worstCase = fromMinor(worstInForce(record))
  return writeStep(ports, record, {
    step: 'covered',
    legId,
    message: `Leg ${roleCoveredBy(record, hedge)} is covered with ${describeTaken(hedge)}: ${worstCase} at worst.`,
    details: {
      account,
      stake: receipt?.stake,
      odds: receipt?.odds,
      worstCase,
      betReference: receipt?.betReference,
    },
  })
}

/** After a hedge leg that is proven to be no bet: plan the next choice, or ask a person if none is left. */
async function goOn(
  ports: Ports,
  record: ExecutionRecord,
  { account, legId, state, reason: why }: Leg,
): Promise<ExecutionRecord> {
  const message = asSentence(
    `The hedge at account ${account} is ${state}: ${why ?? 'no reason was given'}`,
  )
  const details = { account, state, reason: why }
  const failed = await writeStep(ports, record, { step: 'failed', legId, message, details })
  const exposed = findExposed(failed)
  if (exposed === undefined || !hasConcluded(failed, legId)) return failed
  if (mayChooseAgain(failed) && isChoiceLeft(ports, exposed))
    return chooseHedge(ports, failed, message)
  return askPerson(ports, failed, exposed, { code: 'HEDGE_FAILED', reason: message })
}

/** Whether the leg is still the latest: another instance may have planned the next one meanwhile. */
function hasConcluded(record: ExecutionRecord, legId: string): boolean {
  return latestHedge(record)?.legId === legId
}

/** Why a hedge that was taken is not enough; undefined if it is. */
function describeShortfall(
  { settings }: Ports,
  record: ExecutionRecord,
  hedge: Leg,
): Escalation | undefined {
  const worstCaseMinor = worstInForce(record)
  const worstCase = fromMinor(worstCaseMinor)
  if (isLatestStep(record, COVERED)) {
    const reason = `It was covered, and a bet has been voided or given back since: ${worstCase} at worst.`
    return { code: 'EXPOSED_AGAIN', reason }
  }
  if (worstCaseMinor >= -settings.lossLimitMinor || isHedgedAsAuthorised(record)) return undefined
  const limit = fromMinor(settings.lossLimitMinor)
  const reason = `The hedge was taken with ${describeTaken(hedge)}: ${worstCase} at worst, and the limit of loss is ${limit}.`
  return { code: 'COVERED_IN_PART', reason }
}

const COVERED: ReadonlySet<string> = new Set(['covered'])

function roleCoveredBy(record: ExecutionRecord, hedge: Leg): string {
  const against = record.legs.find(
    (leg) => leg !== hedge && isInForce(leg) && outcomeOf(record, leg) !== outcomeOf(record, hedge),
  )
  return against?.role ?? hedge.role
}

function describeTaken({ account, stake, leastOdds, receipt }: Leg): string {
  const taken = receipt?.stake ?? stake
  const isPart = toMinor(taken) < toMinor(stake)
  const what = isPart ? `only ${taken} of ${stake}` : taken
  return `${what} at ${receipt?.odds ?? leastOdds} at account ${account}`
}
