export interface Pacer<T> {
  /** Emit now, or, if the key was emitted within the interval, the latest value at its end. */
  readonly offer: (key: string, value: T) => void
  /** Emit nothing more of what was offered for this key. */
  readonly forget: (key: string) => void
  readonly stop: () => void
}

/** Lets a key through at most once an interval; values between are replaced by the latest. */
export function createPacer<T>(emit: (value: T) => void, intervalMs: number): Pacer<T> {
  const resting = new Map<string, { timer: NodeJS.Timeout; latest?: { value: T } }>()

  const pass = (key: string, value: T): void => {
    resting.set(key, { timer: setTimeout(() => wake(key), intervalMs) })
    emit(value)
  }
  const wake = (key: string): void => {
    const latest = resting.get(key)?.latest
    resting.delete(key)
    if (latest) pass(key, latest.value)
  }
  return {
    offer: (key, value) => {
      const rest = resting.get(key)
      if (rest) rest.latest = { value }
      else pass(key, value)
    },
    forget: (key) => {
      clearTimeout(resting.get(key)?.timer)
      resting.delete(key)
    },
    stop: () => {
      for (const { timer } of resting.values()) clearTimeout(timer)
      resting.clear()
    },
  }
}
