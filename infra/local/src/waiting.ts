/** What the launcher waits for at this moment, for the lines that a slow stop prints. */
export interface Waiting {
  /** `what` is listed until the promise settles. */
  readonly during: <T>(what: string, waited: Promise<T>) => Promise<T>
  /** Longest first, each with how many seconds it has lasted. */
  readonly list: () => string[]
}

export function createWaiting(now: () => number = () => performance.now()): Waiting {
  const open = new Map<symbol, { readonly what: string; readonly since: number }>()
  return {
    during: async (what, waited) => {
      const key = Symbol(what)
      open.set(key, { what, since: now() })
      try {
        return await waited
      } finally {
        open.delete(key)
      }
    },
    list: () =>
      [...open.values()].map(
        ({ what, since }) => `${what} (${Math.round((now() - since) / 1000)} s)`,
      ),
  }
}
