import { exposureOf } from '@surefoot/arbitrage'
import type { ExecutionRecord } from '@surefoot/shared'
import type { Ports } from './ports.ts'

/** Count what the execution has outstanding now. Without Redis it is left to the watchdog, which compares. */
export async function settleExposure(ports: Ports, record: ExecutionRecord): Promise<void> {
  const { deskId, id: executionId, matchId } = record.execution
  const { A, B } = exposureOf(
    record.legs.map(({ account, state, stake, receipt }) => ({
      account,
      matchId,
      state,
      stake,
      acceptedStake: receipt?.stake ?? null,
    })),
  )
  await ports.exposure
    .settle({ deskId, executionId, matchId }, { A: A.totalMinor, B: B.totalMinor })
    .catch((error: unknown) => {
      ports.logger.warn({ err: error, executionId }, 'exposure was not settled')
    })
}
