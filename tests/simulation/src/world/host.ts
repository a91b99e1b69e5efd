import type { Random } from '../random.ts'
import type { Schedule } from '../time/schedule.ts'
import { createProcess, type Doom, type SimProcess } from '../time/sim-process.ts'

/** Where one instance of a service runs, again and again: it is started anew some time after it died. */
export interface Host {
  readonly name: string
  readonly start: () => void
  readonly kill: () => void
  readonly doom: (doom: Doom) => void
  readonly freezeFor: (ms: number) => void
  /** Set the wall clock of its machine: so far ahead of the time, or behind if below 0. It stays so when the process dies. */
  readonly setClock: (offsetMs: number) => void
}

export interface HostParts {
  readonly schedule: Schedule
  readonly random: Random
  readonly name: string
  /** Begins a life: the name of a process is never used twice. */
  readonly begin: (process: SimProcess) => Promise<void>
}

const RESTART_MS = { least: 200, most: 5000 }

export function createHost({ schedule, random, name, begin }: HostParts): Host {
  let lives = 0
  let offsetMs = 0
  const create = (): SimProcess => createProcess(schedule, `${name}.${lives}`, () => offsetMs)
  let process = create()
  const start = (): void => {
    lives += 1
    process = create()
    process.onDeath(() => {
      const afterMs = random.between(RESTART_MS.least, RESTART_MS.most)
      schedule.plan({ afterMs, label: `${name} starts`, owner: null }, start)
    })
    void begin(process)
  }
  return {
    name,
    start,
    kill: () => process.kill(),
    doom: (doom) => process.doom(doom),
    freezeFor: (ms) => process.freezeFor(ms),
    setClock: (ms) => {
      offsetMs = ms
    },
  }
}
