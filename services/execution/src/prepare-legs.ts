import { legPrepare, refuse, type LegPlan, type Refusal, type Slip } from '@surefoot/shared'
import { checkPair, checkSlip, type Slips } from './check-slip.ts'
import type { LegPlans } from './plan-legs.ts'
import type { Ports } from './ports.ts'
import { refuseSilentBrowser } from './refuse-silence.ts'

/** Put both legs on their slips at once; no money moves. Refused if one may not be placed, or both together. */
export async function prepareLegs(
  ports: Ports,
  { A, B }: LegPlans,
): Promise<{ ok: true; slips: Slips } | Refusal> {
  const [first, second] = await Promise.all([prepareLeg(ports, A), prepareLeg(ports, B)])
  if (!first.ok) return first
  if (!second.ok) return second
  const slips = { A: first.slip, B: second.slip }
  return checkPair(slips) ?? { ok: true, slips }
}

/** Put one leg on its slip. Refused as `leg.prepare`, by the slip that was read back, EXECUTOR_SILENT, NO_EXECUTOR. */
export async function prepareLeg(
  { bus, settings }: Ports,
  plan: LegPlan,
): Promise<{ ok: true; slip: Slip } | Refusal> {
  const reply = await bus
    .request(legPrepare, plan, { deadlineMs: settings.executionTimeoutMs })
    .catch((error: unknown) => refuseSilentBrowser(error, plan.account))
  const refusal = reply.ok ? checkSlip(plan, reply.slip) : reply
  if (refusal) return refuse(refusal.code, `Leg ${plan.role}: ${refusal.message}`)
  return reply
}
