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
  let process = createProcess(schedule, `${name}.0`)
  const start = (): void => {
    lives += 1
    process = createProcess(schedule, `${name}.${lives}`)
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
  }
}
