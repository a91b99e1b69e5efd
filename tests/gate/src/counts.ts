import { readFile } from 'node:fs/promises'
import { z } from 'zod'

const counts = z.object({
  passed: z.number().int().nonnegative(),
  failed: z.number().int().nonnegative(),
  skipped: z.number().int().nonnegative(),
  /** What each failed test's report begins with: its file, its name and its first error. */
  failures: z.array(z.string()),
})
/** How many tests of a run passed, failed and were skipped, and which failed. */
export type Counts = z.output<typeof counts>

/** Names the file that the reporter writes its counts to; unset: it prints them. */
export const COUNTS_FILE = 'SUREFOOT_COUNTS_FILE'

/** What a run has counted so far; null until it has ended its last test. */
export async function readCounts(file: string): Promise<Counts | null> {
  const text = await readFile(file, 'utf8').catch(() => null)
  return text === null ? null : counts.parse(JSON.parse(text))
}

export function addCounts(all: readonly Counts[]): Counts {
  const sum = (of: (one: Counts) => number): number => all.reduce((n, one) => n + of(one), 0)
  return {
    passed: sum(({ passed }) => passed),
    failed: sum(({ failed }) => failed),
    skipped: sum(({ skipped }) => skipped),
    failures: all.flatMap(({ failures }) => failures),
  }
}

/** `N passed, N failed`, the plain line that any tool can read. */
export function formatCounts({ passed, failed, skipped }: Omit<Counts, 'failures'>): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
