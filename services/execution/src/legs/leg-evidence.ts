import { decideOutcome, type Resolution, type TimedReading } from '@surefoot/arbitrage'
import type { Leg } from '@surefoot/shared/messages'
import type { Ports } from '../ports.ts'
import { readBets } from './ask-browser.ts'

/** An execution opened longer before the leg was armed has no bet that could be taken for the leg's. */
const RECENT_MS = 10 * 60_000
const RECENT_EXECUTIONS = 100

/**
 * The bets of the leg's account; undefined if they could not be read for sure.
 * @param beganAtMs when the leg was known to be submitted, on the clock of what has passed for sure
 */
export async function readEvidence(
  { bus, clock, logger }: Ports,
  leg: Leg,
  beganAtMs: number,
): Promise<TimedReading | undefined> {
  const sinceSubmitMs = clock.elapsedMs() - beganAtMs
  const reply = await readBets(bus, leg)
  if (reply.ok && (reply.providerId ?? leg.providerId) !== leg.providerId) {
    const { providerId } = reply
    logger.warn({ legId: leg.legId, providerId }, 'the account is at another provider than the leg')
    return undefined
  }
  if (reply.ok) {
    const { ok: _, ...reading } = reply
    return { ...reading, sinceSubmitMs }
  }
  const { code, message } = reply
  logger.warn({ legId: leg.legId, code, message }, 'the bets of an account could not be read')
  return undefined
}

/** What the readings so far prove about a leg. */
export async function weighEvidence(
  ports: Ports,
  leg: Leg,
  readings: readonly TimedReading[],
): Promise<Resolution> {
  const terms = await ports.readTerms(leg)
  if (!terms.ok) return { state: 'STILL_UNKNOWN', why: terms.message }
  return decideOutcome({
    leg: {
      selectionId: leg.selectionId,
      stake: leg.stake,
      leastOdds: leg.leastOdds,
      armedAt: leg.armedAt ?? leg.changedAt,
      betReference: leg.receipt?.betReference ?? null,
      listedBefore: leg.listedBefore,
    },
    readings,
    balanceBefore: leg.balanceBefore,
    claimedReferences: await readClaimed(ports, leg),
    longestAcceptanceDelayMs: terms.longestAcceptanceDelayMs,
  })
}

/** References of bets that the ledger knows to be another leg's, of this execution or a recent one. */
async function readClaimed({ ledger }: Ports, leg: Leg): Promise<ReadonlySet<string>> {
  const { executions } = await ledger.executions({ deskId: leg.deskId, limit: RECENT_EXECUTIONS })
  const oldestMs = Date.parse(leg.armedAt ?? leg.changedAt) - RECENT_MS
  const recent = executions.filter(({ timestamp }) => Date.parse(timestamp) >= oldestMs)
  const records = await Promise.all(recent.map(({ id }) => ledger.execution({ executionId: id })))
  const references = records
    .flatMap(({ legs }) => legs)
    .filter(({ legId, account }) => legId !== leg.legId && account === leg.account)
    .map(({ receipt }) => receipt?.betReference)
  return new Set(references.filter((reference) => typeof reference === 'string'))
}
