import type { Random } from '../random.ts'
import {
  BOOK_FAULTS,
  SELDOM_FAULTS,
  MESSAGE_FAULTS,
  PAGE_FAULTS,
  QUEUE_FAULTS,
  STROKES,
  type FaultKind,
  type PassingFault,
  type Stroke,
} from './kinds.ts'

/** Each kind is left out of most seeds, so that some seeds have few kinds and some have many together. */
const ACTIVE = 0.25

/** How likely a fault of an active kind is each time: a leg is placed once, and takes some fifty messages. */
const CHANCES = [
  [MESSAGE_FAULTS, 0, 0.04],
  [QUEUE_FAULTS, 0.05, 0.4],
  [BOOK_FAULTS, 0.1, 0.7],
  [PAGE_FAULTS, 0, 0.12],
] as const

/** The faults of one seed: which kinds, how often, and until when. */
export interface FaultMix {
  /** Whether a fault of the kind happens now; it is counted if so. Never once the faults are over. */
  readonly strikes: (kind: PassingFault) => boolean
  /** How often each stroke is to happen in this seed. */
  readonly strokes: ReadonlyMap<Stroke, number>
  readonly count: (kind: FaultKind) => void
  readonly end: () => void
  readonly counts: ReadonlyMap<FaultKind, number>
  /** For chances that are a fault's own, such as for how long. */
  readonly random: Random
}

/** Draws the mix of a seed. `tell` hears of each fault that happens. */
export function drawMix(random: Random, tell: (kind: FaultKind) => void): FaultMix {
  const chances = new Map<FaultKind, number>()
  for (const [kinds, least, most] of CHANCES) {
    for (const kind of kinds) {
      if (random.chance(ACTIVE)) chances.set(kind, least + random.next() * (most - least))
    }
  }
  // Drawn apart, so that the other kinds of a seed do not depend on them; often, because a seed has few such bets.
  const seldom = random.fork('seldom')
  for (const kind of SELDOM_FAULTS) {
    if (seldom.chance(0.7)) chances.set(kind, 0.5 + seldom.next() * 0.4)
  }
  const strokes = new Map<Stroke, number>()
  for (const kind of STROKES) {
    if (random.chance(ACTIVE)) strokes.set(kind, random.between(1, 3))
  }
  const counts = new Map<FaultKind, number>()
  const count = (kind: FaultKind): void => {
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
    tell(kind)
  }
  let isOver = false
  return {
    strikes: (kind) => {
      const chance = chances.get(kind)
      if (isOver || chance === undefined || !random.chance(chance)) return false
      count(kind)
      return true
    },
    strokes,
    count,
    end: () => {
      isOver = true
    },
    counts,
    random,
  }
}
