/** Runs a step for a key when the steps before it for the same key have ended. */
export type TakeTurn = (key: string, step: () => Promise<void>) => Promise<void>

/** One step at a time for each key; a step that throws does not keep the next from its turn. */
export function createTurns(): TakeTurn {
  const last = new Map<string, Promise<void>>()
  return async (key, step) => {
    const turn = (last.get(key) ?? Promise.resolve()).then(step, step)
    last.set(key, turn)
    try {
      await turn
    } finally {
      if (last.get(key) === turn) last.delete(key)
    }
  }
}
