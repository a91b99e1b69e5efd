/**
 * Owns the breakdown: the four round trips of a permit (lock, open, reserve, arm) as calls of our own in series, on an
 * execution of their own. What they take together beside the whole is what the service adds to them.
 */
import { toMinor } from '@surefoot/arbitrage'
import { randomUUID } from 'node:crypto'
import type { Executor } from './executor.ts'
import type { Stand } from './open-stand.ts'
import { DESK, findOpportunity, planLeg } from './opportunity.ts'

export const ROUND_TRIPS = ['lock', 'open', 'reserve', 'arm'] as const
/** What each round trip took, in milliseconds. */
export type RoundTrips = Readonly<Record<(typeof ROUND_TRIPS)[number], number>>

const LEG_MS = 30_000

export async function runRoundTrips({ ports }: Stand, executor: Executor): Promise<RoundTrips> {
  const executionId = randomUUID()
  const opportunity = findOpportunity(executionId)
  const { matchId } = opportunity
  const deadline = new Date(Date.now() + LEG_MS).toISOString()
  const legs = {
    A: planLeg(opportunity, executionId, { role: 'A', deadline }),
    B: planLeg(opportunity, executionId, { role: 'B', deadline }),
  }
  const places = { A: [legs.A], B: [legs.B] }
  const key = { deskId: DESK, executionId, matchId, places }
  const stakes = { A: toMinor(legs.A.stake), B: toMinor(legs.B.stake) }
  const lock = await timed(() => ports.lock.hold({ deskId: DESK, matchId }))
  if (!lock.result.ok) throw new Error(lock.result.message)
  const reserve = await timed(() => ports.exposure.reserve(key, stakes))
  if (reserve.result) throw new Error(reserve.result.message)
  const open = await timed(() =>
    ports.ledger.open({
      deskId: DESK,
      executionId,
      opportunity,
      venue: 'paper',
      requestedBy: 'bench',
      deadline,
      legs,
    }),
  )
  if (!open.result.ok) throw new Error(open.result.message)
  const arm = await timed(() => executor.arm(legs.A))
  await executor.accept(legs.A)
  await executor.arm(legs.B)
  await executor.accept(legs.B)
  await ports.ledger.close({ executionId, errorMessage: null })
  await ports.exposure.settle(key, { A: 0, B: 0 })
  await lock.result[Symbol.asyncDispose]()
  return { lock: lock.ms, open: open.ms, reserve: reserve.ms, arm: arm.ms }
}

async function timed<T>(
  step: () => Promise<T>,
): Promise<{ readonly result: T; readonly ms: number }> {
  const before = performance.now()
  const result = await step()
  return { result, ms: performance.now() - before }
}
