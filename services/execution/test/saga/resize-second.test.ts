import { expect, test } from 'vitest'
import { decideResize, type ResizeInput } from '../../src/saga/resize-second.ts'
import { buildLeg, buildOpportunity, buildReceipt } from '../build.ts'

const slipUpTo = (maxStake: string | null) => ({
  odds: '2.1',
  stake: '100.00',
  maxStake,
  balance: null,
})

const input = (receipt: Parameters<typeof buildReceipt>[0]): ResizeInput => ({
  opportunity: buildOpportunity(),
  first: buildLeg('A', 'ACCEPTED', { receipt: buildReceipt(receipt) }),
  second: buildLeg('B', 'AUTHORIZED'),
  slip: slipUpTo(null),
  limits: { stepMinor: 1, minMinor: 100, maxMinor: 50_000 },
})

test('B stays as planned when A was taken as asked, however the provider writes it', () => {
  expect(decideResize(input({ stake: '100', odds: '2.10' }))).toBe('keep')
})

test('B shrinks with A, and breaks even at its least odds', () => {
  expect(decideResize(input({ stake: '50.00' }))).toEqual({ stake: '50.00', leastOdds: '2' })
})

test('B grows when A was taken at better odds', () => {
  expect(decideResize(input({ odds: '2.2' }))).toEqual({ stake: '104.76', leastOdds: '1.954563' })
})

test('B is not placed when no stake that its provider takes is left', () => {
  const small = {
    ...input({ stake: '50.00' }),
    limits: { stepMinor: 1, minMinor: 1000, maxMinor: 500 },
  }
  expect(decideResize(small)).toMatchObject({ ok: false, code: 'NOT_COVERABLE' })
})

test('B is not placed when the stake it can have leaves a loss', () => {
  const capped = { ...input({ stake: '50.00' }), slip: slipUpTo('20.00') }
  expect(decideResize(capped)).toMatchObject({ ok: false, code: 'NOT_COVERABLE' })
})

test('B is not placed when A was taken at odds that lose together with B', () => {
  expect(decideResize(input({ odds: '1.9' }))).toMatchObject({ ok: false, code: 'NOT_COVERABLE' })
})

test('B is placed when rounding to its steps costs the pair less than a step', () => {
  const coarse: ResizeInput = {
    ...input({ stake: '45.00', odds: '1.5' }),
    slip: { ...slipUpTo(null), odds: '3.05' },
    limits: { stepMinor: 500, minMinor: 500, maxMinor: 50_000 },
  }
  // 67.50 comes back for 70.00 if A wins.
  expect(decideResize(coarse)).toEqual({ stake: '25.00', leastOdds: '2.8' })
})
