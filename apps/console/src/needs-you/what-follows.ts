import { isFinal } from '@surefoot/arbitrage'
import type { Control, ExecutionRecord, Leg } from '@surefoot/shared/messages'
import type { Resolution } from '../api/commands.ts'

export interface Consequences {
  readonly record: ExecutionRecord
  readonly leg: Leg
  readonly outcome: Resolution['outcome']
  readonly trading: Control['trading'] | undefined
}

/** What becomes of the execution when a person decides so about its leg: one sentence after the other. */
export function whatFollows(consequences: Consequences): string[] {
  const { leg, trading } = consequences
  const sentences = leg.role === 'H' ? ofHedge(consequences) : ofSide(consequences)
  return trading === 'RUN'
    ? sentences
    : [...sentences, 'The desk stays halted until you press Run.']
}

function ofHedge({ record, outcome }: Consequences): string[] {
  const lone = record.legs.find(({ role, state }) => role !== 'H' && state === 'ACCEPTED')
  const name = lone === undefined ? 'The lone leg' : `Leg ${lone.role}`
  return outcome === 'accepted'
    ? [
        `${name} counts as covered by this bet, as far as its stake reaches, and the execution closes.`,
      ]
    : [
        `${name} stays alone. There is one hedge an execution, so it comes back here with its choices.`,
      ]
}

function ofSide({ record, leg, outcome, trading }: Consequences): string[] {
  const other = record.legs.find(({ role }) => role !== 'H' && role !== leg.role)
  if (other === undefined) return []
  if (!isFinal(other.state))
    return [`Leg ${other.role} is still ${other.state}: what follows depends on it.`]
  const isBet = outcome === 'accepted'
  const isOtherBet = other.state === 'ACCEPTED'
  if (isBet && isOtherBet) return ['Both legs are bets: the execution closes as a success.']
  if (!isBet && !isOtherBet)
    return ['Nothing was placed: the execution closes and its reserved stake is free again.']
  return ofLone(isBet ? leg : other, trading)
}

function ofLone({ role }: Leg, trading: Control['trading'] | undefined): string[] {
  const hedged = `Leg ${role} is a bet that stands alone: it will be hedged within the loss limit, or comes back here with its choices.`
  const killed =
    'The desk is killed, so nothing is clicked, hedges included, until you press Pause or Run.'
  return trading === 'HALT_ALL' ? [hedged, killed] : [hedged]
}
