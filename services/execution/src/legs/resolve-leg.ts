/**
 * Owns the way of a submitted leg to proof.
 *
 * 1. UNKNOWN is left by evidence alone: a bet that is the leg's, or proof that there is none (I10). What cannot be proven
 *    in time is a person's to decide.
 * 2. A page that failed or was logged out is no reading.
 * 3. A service that stops does not wait for proof: the watchdog of the next one goes on.
 * 4. Absence can be proven only when the bet could no longer be accepted, so the time for proof begins there. It is counted from
 *    the beginning of the search, on this process's clock of what has passed for sure: instants of two processes prove nothing.
 * 5. A bet that the ledger holds for another leg's proves nothing, and is not claimed a second time.
 * 6. The executor may record the receipt meanwhile: the ledger is asked before each look, and its word ends the search.
 * 7. A look that the ledger leaves unanswered is none, and the search goes on with what it has read: begun anew at each
 *    silence, it would come neither to proof nor to a person.
 */
import type { Resolution, TimedReading } from '@surefoot/arbitrage'
import { Fault, NoReply } from '@surefoot/shared/bus'
import { odds, PERMIT_LIFE_MS, type Bet, type Leg, type Receipt } from '@surefoot/shared/messages'
import { settleExposure } from '../exposure/settle-exposure.ts'
import type { Ports } from '../ports.ts'
import { escalateLeg, type Evidence } from './escalate-leg.ts'
import { readEvidence, weighEvidence } from './leg-evidence.ts'
import { moveLeg } from './move-leg.ts'

interface Followed extends Evidence {
  readonly leg: Leg
}

/** Follow a leg that its provider holds until it is accepted, refused or UNKNOWN. Any other leg is answered as it is. */
export async function awaitPending(ports: Ports, leg: Leg): Promise<Leg> {
  if (leg.state !== 'PENDING') return leg
  const delayMs = await readDelayMs(ports, leg)
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
  const provableInMs = (await readDelayMs(ports, leg)) + PERMIT_LIFE_MS
  const followed = await follow(ports, leg, provableInMs + ports.settings.resolveForMs)
  return followed.leg.state === 'UNKNOWN'
    ? escalateLeg(ports, followed.leg, followed)
    : followed.leg
}

/** How long the provider may hold the bet; without its contract nothing is proven, however long it is looked for. */
async function readDelayMs(ports: Ports, leg: Leg): Promise<number> {
  const terms = await ports.readTerms(leg)
  return terms.ok ? terms.longestAcceptanceDelayMs : 0
}

/** Look again and again until the leg has left its state, bets look doubled, or the time is over. */
async function follow(ports: Ports, leg: Leg, forMs: number): Promise<Followed> {
  const { clock, settings } = ports
  const until = clock.monotonicMs() + forMs
  const beganAtMs = clock.elapsedMs()
  const search: Search = { beganAtMs, readings: [], claimed: new Map(), last: null }
  while (clock.monotonicMs() < until) {
    const found = await look(ports, leg, search).catch((error: unknown) =>
      endLook(ports, leg, error),
    )
    if (found.state !== leg.state || search.last?.state === 'DUPLICATE')
      return { leg: found, ...search }
    await clock.delay(settings.resolveEveryMs, ports.stopping)
  }
  return { leg: await readLeg(ports, leg), ...search }
}

/** What was found so far, and offered to the ledger. */
interface Search {
  /** The submit was before: absence is proven by what has passed since, on one clock. */
  readonly beganAtMs: number
  readonly readings: TimedReading[]
  /** Why the ledger refused a bet, by its reference. */
  readonly claimed: Map<string, string>
  last: Resolution | null
}

/** Read the account's bets once and record what they prove. Answers the leg as it stands then. */
async function look(ports: Ports, leg: Leg, search: Search): Promise<Leg> {
  const present = await readLeg(ports, leg)
  if (present.state !== leg.state) return present
  const { beganAtMs, readings, claimed } = search
  const reading = await readEvidence(ports, leg, beganAtMs)
  if (reading) readings.push(reading)
  const resolution = doubtClaimed(await weighEvidence(ports, present, readings), claimed)
  const recorded = await recordProof(ports, present, { resolution, claimed })
  search.last = recorded.resolution
  return recorded.leg
}

/** What was to be recorded may have been: the next look begins with the ledger's word. */
function endLook({ logger }: Ports, leg: Leg, error: unknown): Leg {
  if (!(error instanceof NoReply)) throw error
  logger.warn({ err: error, legId: leg.legId }, 'a leg could not be looked for')
  return leg
}

/** The leg as it stands now. What is outstanding is counted on the way, because the wait may be long. */
async function readLeg(ports: Ports, { executionId, legId }: Leg): Promise<Leg> {
  const record = await ports.ledger.execution({ executionId })
  await settleExposure(ports, record)
  const leg = record.legs.find((one) => one.legId === legId)
  if (leg) return leg
  throw new Fault('NO_LEG', `The ledger has no leg ${legId}`, 'reconcile')
}

interface Proof extends Pick<Search, 'claimed'> {
  readonly resolution: Resolution
}

/** A bet that the ledger has refused for this leg is not offered again: each refusal is told to the operator. */
function doubtClaimed(resolution: Resolution, claimed: Proof['claimed']): Resolution {
  if (resolution.state !== 'ACCEPTED') return resolution
  const why = claimed.get(resolution.bet.betReference)
  return why === undefined ? resolution : { state: 'STILL_UNKNOWN', why }
}

/** Move the leg to what was proven of it; if the ledger says that the bet is another leg's, nothing was. */
async function recordProof(
  ports: Ports,
  leg: Leg,
  { resolution, claimed }: Proof,
): Promise<{ leg: Leg; resolution: Resolution }> {
  try {
    return { leg: await moveToProven(ports, leg, resolution), resolution }
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'BET_CLAIMED') throw error
    if (resolution.state === 'ACCEPTED') claimed.set(resolution.bet.betReference, error.message)
    return { leg, resolution: { state: 'STILL_UNKNOWN', why: error.message } }
  }
}

async function moveToProven(ports: Ports, leg: Leg, resolution: Resolution): Promise<Leg> {
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
    // A bet that was voided since is listed at odds that nobody takes.
    odds: odds.safeParse(bet.odds).data ?? null,
    betReference: bet.betReference,
    selectionId: bet.selectionId,
    code: null,
    message: null,
    paper: leg.venue === 'paper',
    raw: JSON.stringify(bet),
  }
}
