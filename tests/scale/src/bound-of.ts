import type { Rates } from './costs.ts'

/** Of a processor, or of all: beyond it a queue grows. */
const FULL = 0.9
/** These use as many processors as there are; a Node process, and Redis, use one. */
const WIDE: ReadonlySet<string> = new Set(['Postgres', 'NATS'])

export interface BoundInput extends Pick<Rates, 'cores' | 'otherCores'> {
  readonly processes: Readonly<Record<string, readonly number[]>>
  readonly machineCores: number
}

/**
 * What keeps a closed loop from doing more: the machine, or a part whose processes are full. Where neither is, requests
 * wait for each other, for the disk or for the browsers.
 */
export function boundOf({ cores, otherCores, processes, machineCores }: BoundInput): string {
  const parts = Object.entries(cores).toSorted(([, one], [, other]) => other - one)
  const busy = parts.reduce((sum, [, each]) => sum + each, otherCores)
  if (busy >= FULL * machineCores) {
    const first = parts.slice(0, 3).map(([part, each]) => `${part} ${each.toFixed(2)}`)
    const others = `others ${otherCores.toFixed(2)}`
    return `all ${machineCores} processors (${[...first, others].join(', ')})`
  }
  const full = parts.find(([name, each]) => {
    const count = processes[name]?.length ?? 1
    return !WIDE.has(name) && each >= FULL * count
  })
  if (full) return `${full[0]}: a process of it has one processor`
  return 'waiting: for locks, the disk, the browsers, or a place in the queue'
}
