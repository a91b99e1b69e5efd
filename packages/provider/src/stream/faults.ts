/** The faults of one frame: each once, and not more than an operator would read. */
export interface Faults {
  /** Of faults of one kind the first is kept. */
  add(fault: string, kind?: string): void
  take(): string[]
}

const MOST = 20
const LONGEST = 300

export function createFaults(): Faults {
  let faults = new Map<string, string>()
  return {
    add(fault, kind = fault) {
      if (faults.size < MOST && !faults.has(kind)) faults.set(kind, fault.slice(0, LONGEST))
    },
    take() {
      const taken = [...faults.values()]
      faults = new Map()
      return taken
    },
  }
}
