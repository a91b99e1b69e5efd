import { assert, bigInt, property } from 'fast-check'
import { expect, test } from 'vitest'
import { compileContract } from '../src/index.ts'
import { contractOf } from './contract-of.ts'
import { nestedDocument } from './nested-contract.ts'

const language2 = { ...nestedDocument, schema: 'provider-contract/2' }
const KICK_OFF = '2026-11-24T16:00:00.000Z'

test('an identifier beyond 2^53 is read digit by digit, or not at all', () => {
  const compiled = compileContract(contractOf(nestedDocument))
  assert(
    property(bigInt({ min: 10n ** 15n, max: 10n ** 60n }), (id) => {
      const answer = `{"status":"ok", "ref" :${id},"stake":"25.00","price":"2.1"}`
      expect(compiled.readAnswer(200, answer)).toMatchObject({
        state: 'ACCEPTED',
        betReference: String(id),
      })
    }),
  )
})

test.each([
  ['9007199254740993', '9007199254740993'],
  ['8389765929445198309', '8389765929445198309'],
  ['-9007199254740993', '-9007199254740993'],
  ['9007199254740993.0', undefined],
  ['8.389765929445198309e18', undefined],
  ['1e400', undefined],
  ['9'.repeat(121), undefined],
])('the JSON number %s as an identifier is %s (C28)', (written, expected) => {
  const compiled = compileContract(contractOf(language2))
  const selection = `{"id":${written},"side":"home","price":"2.10","limit":"250.00","open":true}`
  const event = `{"id":${written},"home":"Ada","away":"Bea","start":"${KICK_OFF}","sport":"tennis","markets":[{"kind":"winner","line":null,"selections":[${selection}]}]}`
  const { quotes, faults } = compiled.createMapper().map(0, {
    body: `{"type":"snapshot","seq":1,"events":[${event}]}`,
  })
  expect(quotes.map(({ selectionId, eventId }) => [selectionId, eventId])).toEqual(
    expected === undefined ? [] : [[expected, expected]],
  )
  expect(faults.length).toBe(expected === undefined ? 1 : 0)
  const bet = `{"ref":${written},"selection":${written},"stake":"25.00","price":2.1,"state":"running","at":1795536000}`
  const list = compiled.readOpenBets(200, `{"bets":[${bet}]}`)
  expect(list).toMatchObject(
    expected === undefined
      ? { unreadable: 1 }
      : { bets: [{ betReference: expected, selectionId: expected }] },
  )
  const request = compiled.readPlaceRequest(
    'POST',
    'http://book.test/api/bets',
    `{"bets":[${bet}]}`,
  )
  expect(request?.selectionId).toBe(expected)
})

test('numbers of other lengths are what they were', () => {
  const mapper = compileContract(contractOf(nestedDocument)).createMapper()
  expect(mapper.map(0, { body: '{"type":"other","far":1234567890123456789}' }).faults).toEqual([])
  const { faults } = mapper.map(0, { body: '{"far":1234567890123456789' })
  expect(faults).toEqual(['source 0: a frame cannot be decoded (json)'])
})
