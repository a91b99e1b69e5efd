import { expect, test } from 'vitest'
import { checkPair, checkSlip } from '../../src/legs/check-slip.ts'
import { buildLeg } from '../build.ts'

const plan = buildLeg('A', 'AUTHORIZED')
const slip = { odds: '2.1', stake: '100.00', maxStake: '100', balance: '100' }

test('a slip at the least odds, the largest stake and the last of the balance may be placed', () => {
  expect(checkSlip(plan, { ...slip, odds: '2.00' })).toBeUndefined()
})

test.each([
  ['odds below the least', { odds: '1.99' }, 'ODDS_MOVED', 'the next opportunity has new prices'],
  ['another stake', { stake: '10.00' }, 'SLIP_INVALID', 'Look at it'],
  ['a limit below the stake', { maxStake: '99.99' }, 'STAKE_OVER_LIMIT', 'Lower the stake'],
  ['a balance below the stake', { balance: '99.99' }, 'FUNDS', 'Pay in'],
])('a slip with %s may not, and the operator is told what to do', (_what, change, code, act) => {
  const message = expect.stringContaining(act)
  expect(checkSlip(plan, { ...slip, ...change })).toMatchObject({ code, message })
})

test.each([
  ['lose whatever happens', '1.95', '2.02'],
  ['only break even', '2', '2'],
])('two slips that %s together may not be placed', (_what, A, B) => {
  const slips = { A: { ...slip, odds: A }, B: { ...slip, odds: B } }
  expect(checkPair(slips)).toMatchObject({ ok: false, code: 'ODDS_MOVED' })
})

test('two slips that win together may be placed', () => {
  const slips = { A: { ...slip, odds: '1.95' }, B: { ...slip, odds: '2.06' } }
  expect(checkPair(slips)).toBeUndefined()
})
