import { isFinal } from '@surefoot/arbitrage'
import {
  betsInForce,
  isExposed,
  outcomeOf,
  payoffInForce,
  worstOf,
} from '@surefoot/execution-rules'
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
  const exposed = betsInForce(record).find(({ role }) => role !== 'H')
  const name = exposed === undefined ? 'The exposed leg' : `Leg ${exposed.role}`
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
  const decided = { ...leg, state: outcome === 'accepted' ? 'ACCEPTED' : 'ABSENT' } as const
  const after = {
    ...record,
    legs: record.legs.map((each) => (each.role === leg.role ? decided : each)),
  }
  const [bet, partner] = betsInForce(after).filter(({ role }) => role !== 'H')
  if (bet === undefined)
    return ['No bet is in force: the execution closes and its reserved stake is free again.']
  const { branch } = worstOf(payoffInForce(after))
  const loser = [bet, partner].find((one) => one && outcomeOf(after, one) !== branch)
  if (isExposed(after)) return ofExposed(loser ?? bet, trading)
  return partner === undefined
    ? ['Its bet is decided: the execution closes.']
    : ['Both legs are bets that cover each other: the execution closes as a success.']
}

function ofExposed({ role }: Leg, trading: Control['trading'] | undefined): string[] {
  const hedged = `Leg ${role} is exposed: it will be hedged within the loss limit, or comes back here with its choices.`
  const killed =
    'The desk is killed, so nothing is clicked, hedges included, until you press Pause or Run.'
  return trading === 'HALT_ALL' ? [hedged, killed] : [hedged]
}
