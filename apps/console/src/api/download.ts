import { Problem, readProblem } from './problem.ts'

/** A whole ledger may take its time; after this nobody waits any more. */
const DEADLINE_MS = 600_000

/** A file from the gateway: the whole of it, or a Problem. */
export async function download(path: string): Promise<Blob> {
  try {
    const answer = await fetch(path, { signal: AbortSignal.timeout(DEADLINE_MS) })
    if (answer.ok) return await answer.blob()
    throw readProblem(answer.status, await answer.json().catch(() => undefined))
  } catch (cause) {
    if (cause instanceof Problem) throw cause
    throw new Problem(
      'NO_ANSWER',
      'The file broke off: the gateway or the ledger stopped answering. See that they run, then export again.',
      0,
      { cause },
    )
  }
}
