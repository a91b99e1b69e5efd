/**
 * Owns one submit of one leg of the pair.
 *
 * 1. It is sent once (I1): `submitOnce` has that rule, for the hedge as well.
 * 2. Silence is not "no": a leg that is still AUTHORIZED is voided, so that it can never be armed; any other is UNKNOWN.
 * 3. The state of the leg is what the ledger holds after the answer was recorded, not the answer.
 */
import { submitOnce, type MoveAfterSubmit } from '@surefoot/execution-rules'
import { legPlace, type Leg, type LegPlan } from '@surefoot/shared/messages'
import { announceStep } from '../announce.ts'
import type { Ports } from '../ports.ts'
import { moveLeg } from './move-leg.ts'

/** Place a leg. Answers it as final, PENDING, UNKNOWN or ESCALATED. Throws NoReply when the ledger is silent. */
export async function placeLeg(ports: Ports, plan: LegPlan): Promise<Leg> {
  const { deskId, executionId, legId, role } = plan
  announceStep(ports, { deskId, executionId, step: 'placing', message: `Leg ${role}` })
  const leg = await moveLeg(ports, legId, await submit(ports, plan))
  if (leg.state === 'AUTHORIZED') {
    return moveLeg(ports, legId, { to: 'VOID', reason: 'The executor answered without a permit' })
  }
  if (leg.state === 'ARMED') {
    return moveLeg(ports, legId, {
      to: 'UNKNOWN',
      reason: 'A permit was given and no receipt came',
    })
  }
  return leg
}

function submit({ bus, logger, settings }: Ports, plan: LegPlan): Promise<MoveAfterSubmit> {
  return submitOnce(
    () => bus.request(legPlace, plan, { deadlineMs: settings.executionTimeoutMs }),
    (error) => logger.warn({ err: error, legId: plan.legId }, 'a submit was not answered'),
  )
}
