import type { Stroke } from './kinds.ts'
import { momentsOf } from './moments.ts'
import { strike, type Stage } from './strike.ts'

/** An execution is vulnerable for a fraction of a second, so most strokes wait for one instead of a time. */
const AT_MOMENT = 0.8
/** The most that a moment is passed by before it is the one. */
const PASSED = 3
const FIRST_MS = 2000

interface Waiting {
  readonly kind: Stroke
  readonly moment: string
  passed: number
}

/** Plan the strokes that the seed drew: at moments of executions, or at instants until `untilMs`. */
export function planStrokes(stage: Stage, untilMs: number): void {
  const { schedule, faults, log } = stage.world
  const random = stage.world.random.fork('strokes')
  const act = (kind: Stroke, line: string): void => {
    if (schedule.nowMs() >= untilMs) return
    faults.count(kind)
    strike(stage, { kind, random, line })
  }
  const waiting = new Set<Waiting>()
  for (const [kind, times] of faults.strokes) {
    for (let time = 0; time < times; time += 1) {
      if (random.chance(AT_MOMENT)) {
        waiting.add({
          kind,
          moment: random.pick(momentsOf(kind)),
          passed: random.between(1, PASSED),
        })
        continue
      }
      const plan = { afterMs: random.between(FIRST_MS, untilMs), label: 'a stroke', owner: null }
      schedule.plan(plan, () => act(kind, ''))
    }
  }
  log.follow((line) => {
    for (const one of waiting) {
      if (!line.includes(one.moment)) continue
      one.passed -= 1
      if (one.passed > 0) continue
      waiting.delete(one)
      // After the event, and before what it leads to.
      schedule.plan({ afterMs: 0, label: 'a stroke', owner: null }, () => act(one.kind, line))
    }
  })
}
