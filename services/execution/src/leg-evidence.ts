import { decideOutcome, type Resolution } from '@surefoot/arbitrage'
import { betsRead, NoReply, type BetsReading, type Leg } from '@surefoot/shared'
import type { Ports } from './ports.ts'

const READ_DEADLINE_MS = 10_000
/** An execution opened longer before the leg was armed has no bet that could be taken for the leg's. */
const RECENT_MS = 10 * 60_000
const RECENT_EXECUTIONS = 100

/** The account's bets and balance as its provider shows them; undefined if they could not be read for sure. */
export async function readBets(
  { bus, logger }: Ports,
  { deskId, account, legId }: Leg,
): Promise<BetsReading | undefined> {
  try {
    const reply = await bus.request(betsRead, { deskId, account }, { deadlineMs: READ_DEADLINE_MS })
    if (reply.ok) return { bets: reply.bets, balance: reply.balance, readAt: reply.readAt }
    logger.warn({ legId, code: reply.code }, 'the bets of an account could not be read')
  } catch (error) {
    if (!(error instanceof NoReply)) throw error
    logger.warn({ err: error, legId }, 'the bets of an account could not be read')
  }
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
