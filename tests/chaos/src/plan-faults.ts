import { CARDS } from './cards.ts'
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

/** The faults of a run, from its seed alone: dealt from a shuffled deck, so that ten minutes meet every kind. */
export function planFaults(seed: number, seconds: number): PlannedFault[] {
  const random = createRandom(seed)
  const cards = CARDS.flatMap((card) => Array.from({ length: card.weight }, () => card))
  const planned: PlannedFault[] = []
  let deck: typeof cards = []
  for (let atMs = LEAD_MS; atMs < seconds * 1000; atMs += random.between(GAP_MS.from, GAP_MS.to)) {
    if (deck.length === 0) deck = random.shuffle(cards)
    const card = deck.pop()
    if (card) planned.push({ atMs: Math.round(atMs), fault: card.draw(random) })
  }
  return planned
}
