import { expect, test } from 'vitest'
import { kindsFor } from '../src/cards.ts'
import { nameOf } from '../src/fault.ts'
import { planFaults } from '../src/plan-faults.ts'

const run = { seed: 7, seconds: 600, replicas: 1 }

test('the faults of a run are its seed alone: the same seed tells the same again', () => {
  expect(planFaults(run)).toEqual(planFaults(run))
  expect(planFaults(run)).not.toEqual(planFaults({ ...run, seed: 8 }))
})

test.each([1, 2])(
  'a run of ten minutes with %d of each service has more than two hundred faults, of every kind',
  (replicas) => {
    for (const seed of [1, 7, 99]) {
      const faults = planFaults({ ...run, seed, replicas }).map(({ fault }) => fault)
      const dealt = faults.filter(({ kind }) => kind !== 'rolling-restart')
      expect(dealt.length).toBeGreaterThan(210)
      expect(new Set(dealt.map(nameOf))).toEqual(new Set(kindsFor(replicas)))
    }
  },
)

test('with two of each service either is killed and paused, and all are restarted in turn three times', () => {
  const faults = planFaults({ ...run, replicas: 2 }).map(({ fault }) => fault)
  for (const kind of ['kill', 'pause'] as const) {
    const met = faults.flatMap((fault) => (fault.kind === kind ? [fault.instance] : []))
    expect(met).toEqual(expect.arrayContaining(['execution', 'execution-2']))
  }
  expect(faults.filter(({ kind }) => kind === 'rolling-restart')).toHaveLength(3)
  expect(planFaults(run).map(({ fault }) => fault.kind)).not.toContain('rolling-restart')
})

test('no two faults count under one name by mistake', () => {
  const kinds = kindsFor(2)
  expect(new Set(kinds).size).toBe(kinds.length)
})
