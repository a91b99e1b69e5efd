import { expect, test } from 'vitest'
import { KINDS } from '../src/cards.ts'
import { nameOf } from '../src/fault.ts'
import { planFaults } from '../src/plan-faults.ts'

test('the faults of a run are its seed alone: the same seed tells the same again', () => {
  expect(planFaults(7, 600)).toEqual(planFaults(7, 600))
  expect(planFaults(7, 600)).not.toEqual(planFaults(8, 600))
})

test('a run of ten minutes is planned to have more than two hundred faults, of every kind', () => {
  for (const seed of [1, 7, 99]) {
    const names = planFaults(seed, 600).map(({ fault }) => nameOf(fault))
    expect(names.length).toBeGreaterThan(210)
    expect(new Set(names)).toEqual(new Set(KINDS))
  }
})

test('no two faults count under one name by mistake', () => {
  expect(new Set(KINDS).size).toBe(KINDS.length)
})
