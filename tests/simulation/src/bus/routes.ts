import type { Listener } from './listener.ts'

/** Who listens to what, now. */
export interface Routes {
  /** Answers what ends the listening; so does the end of the listener's process, whose connection is gone then. */
  readonly listen: (listener: Listener) => () => void
  readonly find: (subject: string) => readonly Listener[]
}

export function createRoutes(): Routes {
  const listeners = new Set<Listener>()
  const known = new Map<string, readonly Listener[]>()
  return {
    listen: (listener) => {
      const leave = (): void => {
        listeners.delete(listener)
        known.clear()
      }
      listeners.add(listener)
      known.clear()
      listener.process.onDeath(leave)
      return leave
    },
    find: (subject) => {
      const found =
        known.get(subject) ?? [...listeners].filter(({ pattern }) => matches(pattern, subject))
      known.set(subject, found)
      return found
    },
  }
}

function matches(pattern: string, subject: string): boolean {
  if (!pattern.includes('*')) return pattern === subject
  const tokens = subject.split('.')
  const parts = pattern.split('.')
  return (
    parts.length === tokens.length &&
    parts.every((part, index) => part === '*' || part === tokens[index])
  )
}
