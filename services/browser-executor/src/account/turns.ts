/** Steps taken one at a time, in the order they were asked for. */
export interface Turns {
  readonly take: <T>(step: () => Promise<T>) => Promise<T>
}

export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve()
  return {
    take: (step) => {
      const turn = last.then(step)
      last = turn.catch(() => undefined)
      return turn
    },
  }
}
