import { createHash } from 'node:crypto'

/** Everything that happened in a seed, in its order. */
export interface EventLog {
  readonly write: (line: string) => void
  readonly lines: readonly string[]
  /** Hear of each event, just before it happens. */
  readonly follow: (listen: (line: string) => void) => void
  /** Equal for equal runs. */
  readonly hash: () => string
}

export function createEventLog(): EventLog {
  const lines: string[] = []
  const listeners: ((line: string) => void)[] = []
  return {
    write: (line) => {
      lines.push(line)
      for (const listen of listeners) listen(line)
    },
    lines,
    follow: (listen) => void listeners.push(listen),
    hash: () => createHash('sha256').update(lines.join('\n')).digest('hex'),
  }
}
