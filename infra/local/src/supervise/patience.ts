const MAX_ENDS = 12
const WITHIN_MS = 60_000

/** Called at each end of a process: whether it has ended so often in a minute that another launch is useless. */
export function createPatience(): () => boolean {
  let ends: number[] = []
  return () => {
    const now = performance.now()
    ends = [...ends.filter((at) => now - at < WITHIN_MS), now]
    return ends.length > MAX_ENDS
  }
}
