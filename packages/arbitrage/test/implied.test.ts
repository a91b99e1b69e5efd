import { expect, it } from 'vitest'
import { agreementOf, edgeBpsOf, edgeCapBps, firstProbability, isSaneBook } from '../src/index.ts'

it.each([
  ['1.01', '1.01'],
  ['2', '2'],
  ['2.1', '2'],
  ['1.01', '34'],
  ['1.7', '1.7'],
  ['1.05', '1.05'],
  ['52', '1.95'],
])("%s and %s are no bookmaker's book", (first, second) => {
  expect(isSaneBook([first, second])).toBe(false)
})

it.each([
  ['1.9', '1.9'],
  ['1.99', '2'],
  ['1.05', '9'],
  ['3.2', '1.38'],
  ['1.8', '1.85'],
])('%s and %s are a book', (first, second) => {
  expect(isSaneBook([first, second])).toBe(true)
})

it('books that lie the other way round agree better when they are swapped', () => {
  const [atA, atB] = [firstProbability(['1.8', '2.05']), firstProbability(['2.04', '1.82'])]
  const { straight, swapped } = agreementOf(atA, atB)
  expect(swapped).toBeLessThan(0.01)
  expect(straight).toBeGreaterThan(0.05)
})

it('an edge is what the odds promise over the stakes', () => {
  expect(edgeBpsOf('2.2', '2')).toBe(476)
  expect(edgeBpsOf('2', '2')).toBe(0)
})

it('each sport has a cap near 5 %, a sport that is not listed too', () => {
  for (const sport of ['tennis', 'football', 'basketball', 'curling'])
    expect(edgeCapBps(sport)).toBe(500)
})
