import type { LoggedError } from '../messages/service-status.ts'

export interface LastErrors {
  readonly note: (level: LoggedError['level'], message: string) => void
  /** The latest first. */
  readonly list: () => LoggedError[]
}

const KEPT = 5
const LONGEST_MESSAGE = 300

interface Noted {
  readonly level: LoggedError['level']
  readonly at: number
  readonly times: number
}

/** The last warnings and errors of a process. One that is repeated is kept once, with its count. */
export function createLastErrors(elapsed: () => number = () => performance.now()): LastErrors {
  const noted = new Map<string, Noted>()
  return {
    note: (level, text) => {
      const message = text.slice(0, LONGEST_MESSAGE)
      const times = (noted.get(message)?.times ?? 0) + 1
      noted.delete(message)
      noted.set(message, { level, at: elapsed(), times })
      const [oldest] = noted.keys()
      if (noted.size > KEPT && oldest !== undefined) noted.delete(oldest)
    },
    list: () =>
      [...noted]
        .map(([message, { level, at, times }]) => {
          const agoMs = Math.max(0, Math.round(elapsed() - at))
          return { level, message, agoMs, times }
        })
        .toReversed(),
  }
}
