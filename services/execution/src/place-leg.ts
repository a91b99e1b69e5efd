/**
 * Owns one submit of one leg.
 *
 * 1. The submit is sent once. Whatever comes back, or nothing, it is never sent again (I1).
 * 2. Silence is not "no": a leg that is still AUTHORIZED is voided, so that it can never be armed; any other is UNKNOWN.
 * 3. The state of the leg is what the ledger says after the answer was recorded, not the answer.
 */
import { legPlace, type Leg, type LegPlan, type Reply } from '@surefoot/shared'
import { announceStep } from './announce.ts'
import { moveLeg, type Move } from './move-leg.ts'
import type { Ports } from './ports.ts'

type Answer = Reply<typeof legPlace.reply> | 'silent'

/** Place a leg. Answers it as final, PENDING, UNKNOWN or ESCALATED. Throws NoReply when the ledger is silent. */
export async function placeLeg(ports: Ports, plan: LegPlan): Promise<Leg> {
  const { deskId, executionId, legId, role } = plan
  announceStep(ports, { deskId, executionId, step: 'placing', message: `Leg ${role}` })
  const leg = await moveLeg(ports, legId, moveAfter(await submit(ports, plan)))
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

async function submit({ bus, logger, settings }: Ports, plan: LegPlan): Promise<Answer> {
  try {
    return await bus.request(legPlace, plan, { deadlineMs: settings.executionTimeoutMs })
  } catch (error) {
    logger.warn({ err: error, legId: plan.legId }, 'a submit was not answered')
    return 'silent'
  }
}

function moveAfter(answer: Answer): Move {
  if (answer === 'silent') return { to: 'VOID', reason: 'The executor gave no answer' }
  if (!answer.ok) return { to: 'DENIED', reason: `${answer.code}: ${answer.message}` }
  const { state, receipt } = answer
  const reason = receipt.message ?? receipt.code ?? `The provider's answer: ${receipt.state}`
  return { to: state, reason, receipt }
}
