import { expect, it } from 'vitest'
import { createClock } from '../src/time/clock.ts'
import { createSchedule } from '../src/time/schedule.ts'
import { createProcess } from '../src/time/sim-process.ts'

const open = () => {
  const lines: string[] = []
  return { lines, schedule: createSchedule((line) => void lines.push(line)) }
}

it('what is planned for the same instant happens in the order in which it was planned', async () => {
  const { schedule, lines } = open()
  for (const label of ['a', 'b', 'c']) {
    schedule.plan({ afterMs: label === 'b' ? 1 : 2, label, owner: null }, () => undefined)
  }
  await schedule.runUntil(10)
  expect(lines).toEqual(['1.0 world: b', '2.0 world: a', '2.0 world: c'])
  expect(schedule.nowMs()).toBe(10)
})

it('every promise goes on before the next event, however long its chain', async () => {
  const { schedule } = open()
  const steps: string[] = []
  schedule.plan({ afterMs: 1, label: 'first', owner: null }, () => {
    void (async () => {
      for (let step = 0; step < 500; step += 1) await Promise.resolve()
      steps.push('promises')
    })()
  })
  schedule.plan({ afterMs: 1, label: 'second', owner: null }, () => void steps.push('second'))
  await schedule.runUntil(10)
  expect(steps).toEqual(['promises', 'second'])
})

it('nothing of a killed process goes on', async () => {
  const { schedule } = open()
  const process = createProcess(schedule, 'service')
  let isReached = false
  const reach = async (): Promise<void> => {
    await createClock(schedule, process).delay(5)
    isReached = true
  }
  void reach()
  schedule.plan({ afterMs: 2, label: 'kill', owner: null }, process.kill)
  await schedule.runUntil(10)
  expect(isReached).toBe(false)
})

it('a frozen process goes on when it is thawed, and time has passed for it', async () => {
  const { schedule } = open()
  const process = createProcess(schedule, 'service')
  const clock = createClock(schedule, process)
  const beganAtMs = clock.monotonicMs()
  const seenAfterMs: number[] = []
  void clock.delay(5).then(() => seenAfterMs.push(clock.monotonicMs() - beganAtMs))
  schedule.plan({ afterMs: 2, label: 'freeze', owner: null }, () => process.freezeFor(100))
  await schedule.runUntil(1000)
  expect(seenAfterMs).toEqual([102])
})

it('a doomed process dies of the word it was doomed to, said or unsaid', async () => {
  for (const [when, said] of [
    ['before', ['first']],
    ['after', ['first', 'second']],
  ] as const) {
    const { schedule } = open()
    const process = createProcess(schedule, 'service')
    const words: string[] = []
    process.doom({ word: 2, when })
    for (const word of ['first', 'second', 'third']) process.say(() => void words.push(word))
    expect(words).toEqual(said)
    expect(process.isAlive()).toBe(false)
  }
})

it('a repeated step stops when it is disposed, and is not joined by a second that would overtake it', async () => {
  const { schedule } = open()
  const clock = createClock(schedule, createProcess(schedule, 'service'))
  let count = 0
  const repeated = clock.every(10, async () => {
    count += 1
    await clock.delay(15)
  })
  await schedule.runUntil(45)
  expect(count).toBe(2)
  repeated[Symbol.dispose]()
  await schedule.runUntil(200)
  expect(count).toBe(2)
})
