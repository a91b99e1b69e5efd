import { expect, test } from 'vitest'
import { compileContract } from '../src/index.ts'
import { contractOf } from './contract-of.ts'
import { gatedDocument } from './gated-contract.ts'
import { nestedDocument } from './nested-contract.ts'

const compiled = compileContract(contractOf(gatedDocument))
const accepted = { status: 'ok', selection: 's1', ref: 'B-1', stake: '20', price: '2.10' }
const read = (frame: unknown) =>
  compiled.gate?.readFrame(typeof frame === 'string' ? frame : JSON.stringify(frame), 's1')

test('a contract with a gate has no place request, and one with a request has no gate', () => {
  expect(compiled.mayPlace('POST', 'http://book.test/api/bets')).toBe(false)
  expect(compileContract(contractOf(nestedDocument)).gate).toBeUndefined()
})

test('the socket that bets go over is known by its address', () => {
  expect(compiled.gate?.isSocket('ws://book.test/bets')).toBe(true)
  expect(compiled.gate?.isSocket('ws://book.test/stream')).toBe(false)
  expect(compiled.gate?.isSocket('ws://elsewhere.test/bets')).toBe(false)
})

test('an answer about the selection says what was taken', () => {
  expect(read(accepted)).toMatchObject({
    state: 'ACCEPTED',
    betReference: 'B-1',
    stake: '20.00',
    odds: '2.1',
  })
  expect(read({ selection: 's1', error: { code: 'PRICE' } })).toMatchObject({
    state: 'REJECTED',
    code: 'ODDS_CHANGED',
  })
})

test.each([
  ['about another selection', { ...accepted, selection: 's2' }],
  ['about no selection', { ...accepted, selection: undefined }],
  ['that no case meets', { selection: 's1', price: '2.20' }],
  ['that is no JSON', 'pong'],
])('a frame %s is no answer', (_what, frame) => {
  expect(read(frame)).toBeUndefined()
})

test.each([
  ['an acceptance without a reference', { ...accepted, ref: undefined }],
  ['an acceptance whose stake cannot be read', { ...accepted, stake: 'all' }],
  ['a refusal with an unknown code', { selection: 's1', error: { code: 'MOON' } }],
])('%s is unknown, never a no', (_what, frame) => {
  expect(read(frame)).toMatchObject({ state: 'UNKNOWN' })
})
