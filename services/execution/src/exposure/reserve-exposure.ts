/**
 * Owns the stakes of an execution in Redis from before it is opened in the ledger: an early refusal, and never more than
 * that. What a process that dies here leaves counted is forgotten when the counts are rebuilt.
 */
import { toMinor } from '@surefoot/arbitrage'
import { Fault } from '@surefoot/shared/bus'
import type {
  Account,
  ExecRequest,
  ledgerOpen,
  LegPlan,
  Refusal,
  Reply,
} from '@surefoot/shared/messages'
import { withStage } from '@surefoot/shared/runtime'
import type { ExposureKey, Ports } from '../ports.ts'
import { settleExposure } from './settle-exposure.ts'

/** As the saga plans them; it imports this file, so nothing is imported from it. */
type LegPlans = Readonly<Record<Account, LegPlan>>

const NOTHING = { A: 0, B: 0 }

/**
 * Count both stakes. Refused as `ExposureCounter.reserve`; undefined also where the ledger has the execution already: a
 * repeated request is answered by its row, whatever its stakes are counted against by now.
 */
export async function reserveExposure(
  ports: Ports,
  request: ExecRequest,
  plans: LegPlans,
): Promise<Refusal | undefined> {
  const key = keyOf(request, plans)
  const stakes = { A: toMinor(plans.A.stake), B: toMinor(plans.B.stake) }
  const refusal = await withStage('exposure', key, () => ports.exposure.reserve(key, stakes))
  if (refusal === undefined || (await isOpened(ports, request))) return undefined
  return refusal
}

/** After the ledger's answer: what it did not open is not outstanding, and what it had before counts as it has it. */
export async function settleReserved(
  ports: Ports,
  {
    request,
    plans,
    opened,
  }: {
    readonly request: ExecRequest
    readonly plans: LegPlans
    readonly opened: Reply<typeof ledgerOpen.reply>
  },
): Promise<void> {
  if (opened.ok) return opened.created ? undefined : settleExposure(ports, opened)
  // It may have been opened: the counts are rebuilt from the ledger.
  if (opened.code === 'LEDGER_UNAVAILABLE') return
  await ports.exposure.settle(keyOf(request, plans), NOTHING).catch((error: unknown) => {
    ports.logger.warn(
      { err: error, executionId: request.executionId },
      'a reservation was not released',
    )
  })
}

function keyOf({ deskId, executionId, opportunity }: ExecRequest, { A, B }: LegPlans): ExposureKey {
  const { matchId } = opportunity
  return { deskId, executionId, matchId, places: { A: [A], B: [B] } }
}

async function isOpened({ ledger, logger }: Ports, { executionId }: ExecRequest): Promise<boolean> {
  try {
    await ledger.execution({ executionId })
    return true
  } catch (error) {
    const isKnown = error instanceof Fault && error.code === 'NOT_FOUND'
    if (!isKnown)
      logger.warn({ err: error, executionId }, 'the ledger was not asked for an execution')
    return false
  }
}
