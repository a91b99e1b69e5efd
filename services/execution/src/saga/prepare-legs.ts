import type { Refusal } from '@surefoot/shared/messages'
import { prepareLeg } from '../legs/ask-browser.ts'
import { checkPair, type Slips } from '../legs/check-slip.ts'
import type { Ports } from '../ports.ts'
import type { LegPlans } from './plan-legs.ts'

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
