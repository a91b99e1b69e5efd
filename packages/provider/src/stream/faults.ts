/** The faults of one frame: each once, and not more than an operator would read. */
export interface Faults {
  add(fault: string): void
  take(): string[]
}

const MOST = 20
const LONGEST = 300

export function createFaults(): Faults {
  let faults = new Set<string>()
  return {
    add(fault) {
      if (faults.size < MOST) faults.add(fault.slice(0, LONGEST))
    },
    take() {
      const taken = [...faults]
      faults = new Set()
      return taken
    },
  }
}
