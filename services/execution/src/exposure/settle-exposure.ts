import { exposureOf, type Exposure } from '@surefoot/arbitrage'
import type { Account, ExecutionRecord } from '@surefoot/shared/messages'
import { METRICS } from '@surefoot/shared/runtime'
import type { ExposureKey, Ports } from '../ports.ts'

const LOGGED = 20

/** What an execution has outstanding, from what the ledger holds of it. */
function outstandingOf({ execution, legs }: ExecutionRecord): Record<Account, Exposure> {
  return exposureOf(
    legs.map(({ account, state, stake, receipt, venue, settlement }) => ({
      account,
      matchId: execution.matchId,
      state,
      stake,
      acceptedStake: receipt?.stake ?? null,
      venue,
      isSettled: settlement !== null,
      isClosed: execution.closedAt !== null,
    })),
  )
}

function keyOf({ execution, legs }: ExecutionRecord): ExposureKey {
  const { deskId, id: executionId, matchId } = execution
  const placesAt = (name: Account) => legs.filter(({ account }) => account === name)
  return { deskId, executionId, matchId, places: { A: placesAt('A'), B: placesAt('B') } }
}

/** Count what the execution has outstanding now. Without Redis it is left to the watchdog, which compares. */
export async function settleExposure(
  { exposure, logger }: Pick<Ports, 'exposure' | 'logger'>,
  record: ExecutionRecord,
): Promise<void> {
  const { id: executionId } = record.execution
  const { A, B } = outstandingOf(record)
  await exposure
    .settle(keyOf(record), { A: A.totalMinor, B: B.totalMinor })
    .catch((error: unknown) => {
      logger.warn({ err: error, executionId }, 'exposure was not settled')
    })
}

/**
 * Bring what Redis counts of a desk to the ledger's sums. A difference is no alarm: a process may have died between its commit and
 * Redis, Redis may have lost what it was given. Throws when the ledger or Redis is away.
 */
export async function healExposure(
  { exposure, logger }: Pick<Ports, 'exposure' | 'logger'>,
  deskId: string,
): Promise<void> {
  const differences = await exposure.heal(deskId)
  if (differences.length === 0) return
  METRICS.exposureRebuilt.add({})
  const seen = { deskId, differences: differences.slice(0, LOGGED) }
  logger.info(seen, 'Redis counted other stakes than the ledger; the counts were rebuilt from it')
}
