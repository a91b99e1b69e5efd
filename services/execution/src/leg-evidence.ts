import { decideOutcome, type Resolution } from '@surefoot/arbitrage'
import type { BetsReading, Leg } from '@surefoot/shared'
import type { Ports } from './ports.ts'
import { readBets } from './read-bets.ts'

/** An execution opened longer before the leg was armed has no bet that could be taken for the leg's. */
const RECENT_MS = 10 * 60_000
const RECENT_EXECUTIONS = 100

/** The bets of the leg's account; undefined if they could not be read for sure. */
export async function readEvidence(
  { bus, logger }: Ports,
  leg: Leg,
): Promise<BetsReading | undefined> {
  const reply = await readBets(bus, leg)
  if (reply.ok) return { bets: reply.bets, balance: reply.balance, readAt: reply.readAt }
  const { code, message } = reply
  logger.warn({ legId: leg.legId, code, message }, 'the bets of an account could not be read')
  return undefined
}

/** What the readings so far prove about a leg. */
export async function weighEvidence(
  ports: Ports,
  leg: Leg,
  readings: readonly BetsReading[],
): Promise<Resolution> {
  const terms = await ports.readTerms(leg)
  if (!terms.ok) return { state: 'STILL_UNKNOWN', why: terms.message }
  return decideOutcome({
    leg: {
      selectionId: leg.selectionId,
      stake: leg.stake,
      armedAt: leg.armedAt ?? leg.changedAt,
      betReference: leg.receipt?.betReference ?? null,
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
