/**
 * Owns the right to let one request out: a pass, from its opening until it is known what became of it.
 *
 * P1. At most one pass is open. A request spends it once, whether the request is let out or not.
 * P2. `decideRequest` alone decides what is let out: pure, so that it can be tested, and used where there is no browser.
 */
import { matchesPermit, type Permit, type PlaceRequest } from '@surefoot/provider'

/** What became of a permitted click. */
export type Passage =
  | {
      readonly kind: 'answered'
      readonly asked: PlaceRequest
      readonly status: number
      readonly body: string
    }
  /** Proof: nothing left, and nothing will. */
  | { readonly kind: 'not-sent'; readonly code: string; readonly why: string }
  | { readonly kind: 'no-answer'; readonly why: string }

export interface PassOrder {
  readonly permit: Permit
  /** On the monotonic clock: nothing leaves from here on. */
  readonly expiresAtMs: number
  /** How long to wait for the provider's answer. */
  readonly waitMs: number
}

/** What a decision needs of a pass. */
type OpenPass = Pick<PassOrder, 'permit' | 'expiresAtMs'> & { readonly isSpent: boolean }

type Verdict<P> =
  | { readonly lets: true; readonly asked: PlaceRequest; readonly pass: P }
  | { readonly lets: false; readonly why: string }

/** Whether a request to the place endpoint may leave. `asked` is what it would bet; undefined: not known, and `why` not. */
export function decideRequest<P extends OpenPass>(
  asked: PlaceRequest | undefined,
  pass: P | null,
  nowMs: number,
  why?: string,
): Verdict<P> {
  if (pass === null) return block('no permit was given for it')
  if (pass.isSpent) return block('the permit was used already')
  if (nowMs >= pass.expiresAtMs) return block('the permit has run out')
  if (asked === undefined)
    return block(`it is not readable as one bet${why === undefined ? '' : `: ${why}`}`)
  const match = matchesPermit(asked, pass.permit)
  return match.ok ? { lets: true, asked, pass } : block(match.why)
}

function block(why: string): { readonly lets: false; readonly why: string } {
  return { lets: false, why }
}

export type Taken =
  | {
      readonly lets: true
      readonly asked: PlaceRequest
      readonly order: PassOrder
      readonly settle: (passage: Passage) => void
    }
  | { readonly lets: false; readonly why: string }

/** Holds the one pass that may be open, from its opening until it is known what became of it. */
export interface Passes {
  /** Throws if a pass is open; settles, and never rejects, once it is known what became of this one. */
  readonly open: (order: PassOrder) => Promise<Passage>
  /** Decide on a request, and spend the pass on it. Undefined: nobody can tell what the request would bet. */
  readonly take: (asked: PlaceRequest | undefined, why?: string) => Taken
  /**
   * A request left that the contract does not take for a bet. Under a pass, one of a kind that never left without one may be
   * what the click sent, under a name that the contract does not know: then nothing is proven. Where it may be a bet for all
   * that is known (`mayBeBet`), a kind that left before proves nothing either, if the click sent no bet that could be seen: a
   * person may have bet by hand at that address.
   */
  readonly passBy: (kind: string, of?: { readonly mayBeBet: boolean }) => void
  /** The click did not reach the page: nothing leaves under the open pass, if it is not spent. */
  readonly cancel: (code: string, why: string) => void
  /** No request can be seen any more. */
  readonly lose: (why: string) => void
}

type Pass = PassOrder & {
  isSpent: boolean
  /** A request of an unknown kind that left under the pass. */
  stranger?: string
  /** One that may be a bet, at an address that the contract does not know. */
  suspect?: string
  readonly settle: (passage: Passage) => void
}

/** Kinds of request that a page sends without a click of ours. */
const MOST_KINDS = 500

export function createPasses(nowMs: () => number): Passes {
  let pass: Pass | null = null
  let lost: string | null = null
  const familiar = new Set<string>()
  const spend = (open: Pass, passage: Passage): void => {
    if (open.isSpent) return
    open.isSpent = true
    open.settle(passage)
  }
  return {
    open: async (order) => {
      if (pass !== null) throw new Error('a pass is open already')
      const { promise, resolve } = Promise.withResolvers<Passage>()
      const opened: Pass = {
        ...order,
        isSpent: false,
        settle: (passage) => resolve(doubtPassage(passage, opened)),
      }
      pass = opened
      const timer = setTimeout(() => spend(opened, NOTHING_SENT), order.expiresAtMs - nowMs())
      if (lost !== null) spend(opened, { kind: 'no-answer', why: lost })
      const passage = await promise
      clearTimeout(timer)
      pass = null
      return passage
    },
    take: (asked, unread) => {
      const verdict = decideRequest(asked, pass, nowMs(), unread)
      if (!verdict.lets) {
        const { why } = verdict
        if (pass) spend(pass, { kind: 'not-sent', code: 'FENCE_BLOCKED', why })
        return { lets: false, why }
      }
      verdict.pass.isSpent = true
      return { lets: true, asked: verdict.asked, order: verdict.pass, settle: verdict.pass.settle }
    },
    passBy: (kind, { mayBeBet } = { mayBeBet: false }) => {
      if (pass === null || pass.isSpent) {
        if (familiar.size < MOST_KINDS) familiar.add(kind)
        return
      }
      if (!familiar.has(kind)) pass.stranger ??= kind
      if (mayBeBet) pass.suspect ??= kind
    },
    cancel: (code, why) => {
      if (pass) spend(pass, { kind: 'not-sent', code, why })
    },
    lose: (why) => {
      lost = why
      if (pass) spend(pass, { kind: 'no-answer', why })
    },
  }
}

/** A click that reached nothing sent nothing; any other may have sent what is not known to be a bet. */
function doubtPassage(passage: Passage, { stranger, suspect }: Pass): Passage {
  if (passage.kind !== 'not-sent' || passage.code === 'NOT_CLICKED') return passage
  const sent = stranger ?? (passage.code === NOTHING_SENT.code ? suspect : undefined)
  if (sent === undefined) return passage
  const unknown = `the click may have sent a bet as a request that the contract does not know (${sent})`
  return { kind: 'no-answer', why: `${passage.why}, and ${unknown}` }
}

const NOTHING_SENT = {
  kind: 'not-sent',
  code: 'NOTHING_SENT',
  why: 'the click sent no bet before the permit ran out',
} as const
