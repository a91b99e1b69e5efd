/** One life of a process: from its start until it is killed. Another start is another process. */
import { createSteadyClock } from '@surefoot/shared/runtime'
import type { Cancel, Owner, Planned, Schedule } from './schedule.ts'
import { epochMs } from './virtual-time.ts'

/** Where a process dies: at its `word`-th word to the outside from now on, before or just after it was said. */
export interface Doom {
  readonly word: number
  readonly when: 'before' | 'after'
}

export interface SimProcess extends Owner {
  readonly later: (planned: Omit<Planned, 'owner'>, run: () => void) => Cancel
  /** Say something to the outside. A dead process says nothing; one that is doomed may die of it. */
  readonly say: (send: () => void) => void
  readonly doom: (doom: Doom) => void
  /** As `kill -9`: nothing of it goes on. */
  readonly kill: () => void
  /** As SIGSTOP and SIGCONT: until then nothing of it goes on, and time passes. */
  readonly freezeFor: (ms: number) => void
  readonly onDeath: (act: () => void) => void
  /** As the machine's wall clock shows it, milliseconds since 1970: it may be wrong, and be set. */
  readonly wallMs: () => number
  /** The services' clock for ages, over this wall clock and virtual time. */
  readonly steadyMs: () => number
}

export function createProcess(
  schedule: Schedule,
  name: string,
  offsetMs: () => number = () => 0,
): SimProcess {
  const acts: (() => void)[] = []
  let [isAlive, frozenUntilMs] = [true, 0]
  let doom: Doom | null = null
  let words = 0
  const kill = (): void => {
    if (!isAlive) return
    isAlive = false
    for (const act of acts) act()
  }
  const wallMs = (): number => epochMs(schedule) + offsetMs()
  const steadyMs = createSteadyClock({ wallMs, monotonicMs: schedule.nowMs })
  const owner = { name, isAlive: () => isAlive, frozenUntilMs: () => frozenUntilMs }
  return {
    ...owner,
    later: (planned, run) => schedule.plan({ ...planned, owner }, run),
    say: (send) => {
      words += 1
      const isLast = doom !== null && words >= doom.word
      if (isLast && doom?.when === 'before') kill()
      if (!isAlive) return
      send()
      if (isLast) kill()
    },
    doom: ({ word, when }) => {
      doom = { word: words + word, when }
    },
    kill,
    freezeFor: (ms) => {
      frozenUntilMs = Math.max(frozenUntilMs, schedule.nowMs() + ms)
    },
    onDeath: (act) => void acts.push(act),
    wallMs,
    steadyMs,
  }
}
