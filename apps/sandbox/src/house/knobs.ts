import { z } from 'zod'
import { HOUSES, type House } from '../market/match.ts'
import { REFUSAL_CODES, type RefusalCode } from './decide-bet.ts'

const delayMs = z.number().int().min(1).max(120_000)
/** A bet fault befalls the next `count` bets that would be taken; on one selection only, if it is named. */
const betFault = {
  house: z.enum(HOUSES),
  count: z.number().int().min(1).max(1000).default(1),
  selectionId: z.string().optional(),
}

export const knob = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('refuse'),
    ...betFault,
    code: z.enum(REFUSAL_CODES).default('SUSPENDED'),
  }),
  z.strictObject({ kind: z.literal('delay'), ...betFault, ms: delayMs }),
  z.strictObject({ kind: z.literal('pend'), ...betFault, ms: delayMs }),
  z.strictObject({ kind: z.literal('lose-answer'), ...betFault }),
  z.strictObject({
    kind: z.literal('worse-odds'),
    ...betFault,
    percent: z.number().int().min(1).max(99).default(90),
  }),
  z.strictObject({
    kind: z.literal('less-stake'),
    ...betFault,
    percent: z.number().int().min(1).max(99).default(50),
  }),
  z.strictObject({ kind: z.literal('double-book'), ...betFault }),
  z.strictObject({ kind: z.literal('suspend'), house: z.enum(HOUSES), selectionId: z.string() }),
  z.strictObject({ kind: z.literal('log-out'), house: z.enum(HOUSES) }),
  z.strictObject({ kind: z.literal('change-page'), house: z.enum(HOUSES) }),
])
export type Knob = z.infer<typeof knob>

/** What befalls one bet: every knob set for it, together. */
export interface BetFaults {
  readonly refusal: RefusalCode | null
  /** The answer is held so long after the decision. */
  readonly delayMs: number
  /** The decision is put off so long. */
  readonly pendMs: number
  readonly isAnswerLost: boolean
  /** What is left of the profit in the odds. */
  readonly oddsPercent: number
  readonly stakePercent: number
  readonly isDouble: boolean
}

export interface SetKnob {
  readonly knob: Knob
  /** Bets it still waits for; null for a knob that stays. */
  left: number | null
}

/** The faults that are set, and which bet is hit by which. */
export class Knobs {
  #set: SetKnob[] = []

  set(added: Knob): void {
    this.#set.push({ knob: added, left: 'count' in added ? added.count : null })
  }

  list(): readonly SetKnob[] {
    return this.#set
  }

  clear(): void {
    this.#set = []
  }

  isPageChanged(at: House): boolean {
    return this.#set.some(({ knob: { kind, house } }) => kind === 'change-page' && house === at)
  }

  /** Takes one of each kind of fault that waits for a bet on this selection. */
  takeForBet(at: House, selectionId: string): BetFaults {
    const taken = new Map<Knob['kind'], Knob>()
    for (const waiting of this.#set) {
      if (
        waiting.left === null ||
        taken.has(waiting.knob.kind) ||
        !isFor(waiting.knob, at, selectionId)
      )
        continue
      waiting.left -= 1
      taken.set(waiting.knob.kind, waiting.knob)
    }
    this.#set = this.#set.filter(({ left }) => left !== 0)
    return readFaults([...taken.values()])
  }
}

const isFor = (set: Knob, at: House, selectionId: string) =>
  set.house === at &&
  'count' in set &&
  (set.selectionId === undefined || set.selectionId === selectionId)

function readFaults(taken: readonly Knob[]): BetFaults {
  const found = <K extends Knob['kind']>(kind: K) =>
    taken.find((each): each is Extract<Knob, { kind: K }> => each.kind === kind)
  return {
    refusal: found('refuse')?.code ?? null,
    delayMs: found('delay')?.ms ?? 0,
    pendMs: found('pend')?.ms ?? 0,
    isAnswerLost: found('lose-answer') !== undefined,
    oddsPercent: found('worse-odds')?.percent ?? 100,
    stakePercent: found('less-stake')?.percent ?? 100,
    isDouble: found('double-book') !== undefined,
  }
}
