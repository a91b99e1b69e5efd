import type { Resolution } from '@surefoot/arbitrage'
import type { Bet, BetsReading, Leg } from '@surefoot/shared/messages'
import { logLeg } from '../announce.ts'
import type { Ports } from '../ports.ts'
import { moveLeg } from './move-leg.ts'

export interface Evidence {
  readonly readings: readonly BetsReading[]
  readonly last: Resolution | null
}

/** Readings kept with the leg for the person who decides. */
const KEPT_READINGS = 2

/**
 * Leave an UNKNOWN leg to a person. The ledger stops new executions of its desk with the same commit; bets that look
 * doubled stop every click.
 */
export async function escalateLeg(ports: Ports, leg: Leg, evidence: Evidence): Promise<Leg> {
  const { last, readings } = evidence
  // First, so that a process that dies here finds the duplicate again.
  if (last?.state === 'DUPLICATE') await haltForDuplicate(ports, leg)
  return moveLeg(ports, leg.legId, {
    to: 'ESCALATED',
    reason: reasonOf(last),
    evidence: { last, readings: readings.slice(-KEPT_READINGS).map((one) => aboutLeg(one, leg)) },
  })
}

/** More than a person compares, and little enough for a message. */
const KEPT_BETS = 200

/** The bets on the leg's selection, then the latest: a long history would be larger than a message. It says so. */
function aboutLeg(reading: BetsReading, { selectionId }: Leg): BetsReading {
  const { bets } = reading
  if (bets.length <= KEPT_BETS) return reading
  const isOn = (bet: Bet): boolean => bet.selectionId === selectionId
  const rest = bets
    .filter((bet) => !isOn(bet))
    .toSorted((one, other) => Date.parse(other.placedAt) - Date.parse(one.placedAt))
  return { ...reading, bets: [...bets.filter(isOn), ...rest].slice(0, KEPT_BETS), isPartial: true }
}

function reasonOf(last: Resolution | null): string {
  if (last?.state === 'DUPLICATE') return 'More than one bet at the provider may be this leg'
  if (last?.state === 'STILL_UNKNOWN') return last.why
  return "The provider's bets could not be read"
}

async function haltForDuplicate(ports: Ports, leg: Leg): Promise<void> {
  const { deskId, role, account } = leg
  const reason = `Account ${account} has more than one bet that may be leg ${role}: all clicks stop`
  await ports.ledger.control({
    deskId,
    change: { trading: 'HALT_ALL' },
    actor: 'execution',
    reason,
  })
  logLeg(ports, leg, { level: 'error', code: 'DUPLICATE_BET', message: reason })
}
