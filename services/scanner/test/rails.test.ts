import { describe, expect, it } from 'vitest'
import { run } from './corpus/case.ts'
import { OVERTAKEN, PHANTOMS, REVIEWS } from './corpus/phantoms.ts'
import { REAL } from './corpus/real.ts'

describe.each(Object.entries(PHANTOMS))('a phantom of the kind: %s', (rail, cases) => {
  it('is shown five times or more in this corpus', () => {
    expect(cases.length).toBeGreaterThanOrEqual(5)
  })

  it.each(cases)('is never offered, and is a row with its reason: $title', (each) => {
    const { offered, rails } = run(each)
    expect(offered).toEqual([])
    expect(rails).toContain(rail)
  })
})

it.each(OVERTAKEN)('an overtaken message changes nothing: $title', (each) => {
  expect(run(each)).toEqual({ offered: [], rails: [] })
})

it.each(REVIEWS)('an edge above the cap is left to an operator: $title', (each) => {
  expect(run(each)).toEqual({ offered: [{ isReview: true }], rails: [] })
})

describe('an opportunity that is real', () => {
  it('is shown thirty-one times in this corpus', () => {
    expect(REAL).toHaveLength(31)
  })

  it.each(REAL)('is offered to auto: $title', (each) => {
    expect(run(each)).toEqual({ offered: [{ isReview: false }], rails: [] })
  })
})
