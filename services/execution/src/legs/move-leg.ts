import type { Leg, LegState, Receipt, Refusal } from '@surefoot/shared/messages'
import { announceLeg } from '../announce.ts'
import type { Ports } from '../ports.ts'

export interface Move {
  readonly to: LegState
  readonly reason: string
  readonly receipt?: Receipt
  readonly evidence?: Readonly<Record<string, unknown>>
}

const BY = 'execution'
const LONGEST_REASON = 500

/**
 * Ask the ledger to move a leg. Answers the leg as the ledger holds it, moved or not: the caller reads its state. Of a bet
 * that was taken after its leg had ended, the ledger itself tells the operator.
 */
export async function moveLeg(ports: Ports, legId: string, move: Move): Promise<Leg> {
  const { changed, leg } = await ports.ledger.record({
    ...move,
    legId,
    by: BY,
    reason: move.reason.slice(0, LONGEST_REASON),
  })
  if (changed) announceLeg(ports, leg, 'leg')
  return leg
}

/** Refuse a leg that was never submitted; one that was keeps its state. */
export async function denyLeg(ports: Ports, legId: string, refusal: Refusal): Promise<Leg> {
  return moveLeg(ports, legId, { to: 'DENIED', reason: `${refusal.code}: ${refusal.message}` })
}
