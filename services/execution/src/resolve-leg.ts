/**
 * Owns the way of a submitted leg to proof.
 *
 * 1. UNKNOWN is left by evidence alone: a bet that is the leg's, or proof that there is none (I10). What cannot be proven
 *    in time is a person's to decide.
 * 2. A page that failed or was logged out is no reading.
 * 3. A service that stops does not wait for proof: the watchdog of the next one goes on.
 * 4. The executor may record the receipt meanwhile: the ledger is asked before each look, and its word ends the search.
 */
import type { Resolution } from '@surefoot/arbitrage'
import { Fault, type Bet, type BetsReading, type Leg, type Receipt } from '@surefoot/shared'
import { escalateLeg, type Evidence } from './escalate-leg.ts'
import { readBets, weighEvidence } from './leg-evidence.ts'
import { moveLeg } from './move-leg.ts'
import type { Ports } from './ports.ts'
import { settleExposure } from './settle-exposure.ts'

interface Followed extends Evidence {
  readonly leg: Leg
}

/** Follow a leg that its provider holds until it is accepted, refused or UNKNOWN. Any other leg is answered as it is. */
export async function awaitPending(ports: Ports, leg: Leg): Promise<Leg> {
  if (leg.state !== 'PENDING') return leg
  const terms = await ports.readTerms(leg)
  const delayMs = terms.ok ? terms.longestAcceptanceDelayMs : 0
  const { leg: followed } = await follow(ports, leg, delayMs + ports.settings.executionTimeoutMs)
  if (followed.state !== 'PENDING') return followed
  return moveLeg(ports, leg.legId, {
    to: 'UNKNOWN',
    reason: 'The provider holds the bet for longer than its contract says',
  })
}

/** Find out what became of an UNKNOWN leg, or leave it to a person. Any other leg is answered as it is. */
export async function resolveLeg(ports: Ports, leg: Leg): Promise<Leg> {
  if (leg.state !== 'UNKNOWN') return leg
  const followed = await follow(ports, leg, ports.settings.resolveForMs)
  return followed.leg.state === 'UNKNOWN'
    ? escalateLeg(ports, followed.leg, followed)
    : followed.leg
}

/** Look again and again until the leg has left its state, bets look doubled, or the time is over. */
async function follow(ports: Ports, leg: Leg, forMs: number): Promise<Followed> {
  const { clock, settings } = ports
  const until = clock.monotonicMs() + forMs
  const readings: BetsReading[] = []
  let last: Resolution | null = null
  while (clock.monotonicMs() < until) {
    const present = await readLeg(ports, leg)
    if (present.state !== leg.state) return { leg: present, readings, last }
    const reading = await readBets(ports, leg)
    if (reading) readings.push(reading)
    last = await weighEvidence(ports, present, readings)
    const moved = await recordProof(ports, present, last)
    if (moved.state !== leg.state || last.state === 'DUPLICATE') {
      return { leg: moved, readings, last }
    }
    await clock.delay(settings.resolveEveryMs, ports.stopping)
  }
  return { leg: await readLeg(ports, leg), readings, last }
}

/** The leg as it stands now. What is outstanding is counted on the way, because the wait may be long. */
async function readLeg(ports: Ports, { executionId, legId }: Leg): Promise<Leg> {
  const record = await ports.ledger.execution({ executionId })
  await settleExposure(ports, record)
  const leg = record.legs.find((one) => one.legId === legId)
  if (leg) return leg
  throw new Fault('NO_LEG', `The ledger has no leg ${legId}`, 'reconcile')
}

async function recordProof(ports: Ports, leg: Leg, resolution: Resolution): Promise<Leg> {
  if (resolution.state === 'ACCEPTED') {
    const { bet } = resolution
    return moveLeg(ports, leg.legId, {
      to: 'ACCEPTED',
      reason: `Found as bet ${bet.betReference}`,
      receipt: receiptOf(bet, leg),
      evidence: { bet },
    })
  }
  // What the provider still holds is absent only when its time is over and it is UNKNOWN.
  if (resolution.state === 'ABSENT' && leg.state === 'UNKNOWN') {
    const { proof } = resolution
    return moveLeg(ports, leg.legId, { to: 'ABSENT', reason: proof, evidence: { proof } })
  }
  return leg
}

function receiptOf(bet: Bet, leg: Leg): Receipt {
  return {
    state: 'ACCEPTED',
    stake: bet.stake,
    odds: bet.odds,
    betReference: bet.betReference,
    code: null,
    message: null,
    paper: leg.venue === 'paper',
    raw: JSON.stringify(bet),
  }
}
