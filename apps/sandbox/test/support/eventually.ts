import { vi } from 'vitest'

/** Longest that a test waits for what a busy machine may do late. */
const DEADLINE_MS = 4500

/** Repeats a check until it holds. @returns what the check returns */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: DEADLINE_MS, interval: 20 })
}
