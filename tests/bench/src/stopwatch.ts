/** The instants of one execution, in milliseconds of a clock that never jumps. */
export interface Stopwatch {
  readonly mark: (instant: Instant) => void
  /** From the request to the permit of A, without the preparing of the slips. Throws if an instant is missing. */
  readonly costMs: () => number
}

export type Instant = 'received' | 'prepareBegan' | 'prepareEnded' | 'permitted'

export function createStopwatch(now: () => number): Stopwatch {
  const instants = new Map<Instant, number>()
  const read = (instant: Instant): number => {
    const at = instants.get(instant)
    if (at === undefined) throw new Error(`The execution was never ${instant}.`)
    return at
  }
  return {
    mark: (instant) => {
      // Both slips are prepared at once: from the first question to the last answer.
      if (instant === 'prepareEnded' || !instants.has(instant)) instants.set(instant, now())
    },
    costMs: () =>
      read('permitted') - read('received') - (read('prepareEnded') - read('prepareBegan')),
  }
}
