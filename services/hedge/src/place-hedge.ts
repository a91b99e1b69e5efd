/**
 * Owns the one submit of a hedge. Whatever comes back, or nothing, it is never sent again; silence voids a leg that was
 * not armed, and leaves one that was to the execution's watchdog.
 */
import { legPlace, type Leg, type LegState, type Receipt, type Reply } from '@surefoot/shared'
import type { Ports } from './ports.ts'

const LONGEST_REASON = 500

/** Place the hedge leg and record what came of it, if the ledger does not hold it already. */
export async function placeHedge(ports: Ports, leg: Leg): Promise<void> {
  const move = moveAfter(await submit(ports, leg))
  const reason = move.reason.slice(0, LONGEST_REASON)
  await ports.ledger.record({ ...move, reason, legId: leg.legId, by: 'hedge' })
}

async function submit(
  { bus, logger, settings }: Ports,
  leg: Leg,
): Promise<Reply<typeof legPlace.reply> | 'silent'> {
  try {
    return await bus.request(legPlace, leg, { deadlineMs: settings.executionTimeoutMs })
  } catch (error) {
    logger.warn({ err: error, legId: leg.legId }, 'a hedge was not answered')
    return 'silent'
  }
}

function moveAfter(answer: Reply<typeof legPlace.reply> | 'silent'): {
  to: LegState
  reason: string
  receipt?: Receipt
} {
  if (answer === 'silent') return { to: 'VOID', reason: 'The executor gave no answer' }
  if (!answer.ok) return { to: 'DENIED', reason: `${answer.code}: ${answer.message}` }
  const { state, receipt } = answer
  const reason = receipt.message ?? receipt.code ?? `The provider's answer: ${receipt.state}`
  return { to: state, reason, receipt }
}
