import { cardsFor } from './cards.ts'
import type { Fault } from './fault.ts'
import { createRandom } from './random.ts'

export interface PlannedFault {
  /** From the beginning of the run. */
  readonly atMs: number
  readonly fault: Fault
}

/** The desk trades undisturbed for so long before the first fault. */
const LEAD_MS = 2000
const GAP_MS = { from: 1200, to: 3900 } as const
/** A rolling restart takes about a minute, and the desk is to trade between two. */
const ROLL_MS = { first: 8000, every: 200_000 } as const

export interface Run {
  readonly seed: number
  readonly seconds: number
  /** Instances of each service; with several the run has rolling restarts too. */
  readonly replicas: number
}

/** The faults of a run, from its seed alone. */
export function planFaults(run: Run): PlannedFault[] {
  const rolling = run.replicas === 1 ? [] : planRollingRestarts(run)
  return [...deal(run), ...rolling].toSorted((one, other) => one.atMs - other.atMs)
}

function planRollingRestarts({ seconds }: Run): PlannedFault[] {
  const planned: PlannedFault[] = []
  for (let atMs = ROLL_MS.first; atMs < seconds * 1000; atMs += ROLL_MS.every)
    planned.push({ atMs, fault: { kind: 'rolling-restart' } })
  return planned
}

/** From a shuffled deck, so that ten minutes meet every kind. */
function deal({ seed, seconds, replicas }: Run): PlannedFault[] {
  const random = createRandom(seed)
  const cards = cardsFor(replicas).flatMap((card) =>
    Array.from({ length: card.weight }, () => card),
  )
  const planned: PlannedFault[] = []
  let deck: typeof cards = []
  for (let atMs = LEAD_MS; atMs < seconds * 1000; atMs += random.between(GAP_MS.from, GAP_MS.to)) {
    if (deck.length === 0) deck = random.shuffle(cards)
    const card = deck.pop()
    if (card) planned.push({ atMs: Math.round(atMs), fault: card.draw(random) })
  }
  return planned
}
