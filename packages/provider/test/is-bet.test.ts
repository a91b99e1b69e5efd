import { assert, jsonValue, property, string, oneof } from 'fast-check'
import { expect, test } from 'vitest'
import { compileContract, readContract } from '../src/index.ts'
import { contractOf } from './contract-of.ts'
import { nestedDocument } from './nested-contract.ts'

const URL = 'http://book.test/graphql'
const sharing = (isBet: unknown, encoding = 'json') => ({
  ...nestedDocument,
  schema: 'provider-contract/2',
  place: {
    ...nestedDocument.place,
    endpoint: {
      method: 'POST',
      url: '/graphql',
      encoding,
      selectionId: encoding === 'json' ? '/variables/selection' : '/selection',
      stake: encoding === 'json' ? '/variables/stake' : '/stake',
      odds: encoding === 'json' ? '/variables/odds' : '/odds',
      isBet,
    },
  },
})
const graphql = compileContract(contractOf(sharing([{ at: '/operationName', equals: 'PlaceBet' }])))
const other = (body: unknown) => graphql.readOther('POST', URL, JSON.stringify(body))
const variables = { selection: '7', stake: '25.00', odds: '2.10' }

test('a request on a shared address is a bet by what its body says (C25)', () => {
  expect(other({ operationName: 'Session' })).toBe('/operationName=Session')
  expect(other({ operationName: 'Odds', variables })).toBe('/operationName=Odds')
  expect(other({ operationName: 'PlaceBet', variables })).toBeUndefined()
  expect(
    graphql.readPlaceRequest('POST', URL, JSON.stringify({ operationName: 'PlaceBet', variables })),
  ).toEqual({ selectionId: '7', stake: '25.00', odds: '2.1' })
})

test.each([
  ['without the name of its operation', '{"query":"mutation{placeBet}"}'],
  ['whose operation is null', '{"operationName":null}'],
  ['whose operation is an object', '{"operationName":{"name":"Odds"}}'],
  ['whose operation is written otherwise', '{"operationName":" placebet"}'],
  ['with two names of its operation', '{"operationName":"PlaceBet","operationName":"Odds"}'],
  ['that is no JSON', 'operationName=Odds'],
  ['that is cut off', '{"operationName":"Odds"'],
  ['that is empty', ''],
  ['of no call', '[]'],
  ['of a text', '"Odds"'],
  [
    'of several calls with a bet among them',
    '[{"operationName":"Odds"},{"operationName":"PlaceBet"}]',
  ],
  ['of several calls of which one cannot be read', '[{"operationName":"Odds"},7]'],
])('a request %s counts as a bet', (_what, body) => {
  expect(graphql.readOther('POST', URL, body)).toBeUndefined()
  expect(graphql.readPlaceRequest('POST', URL, body)).toBeUndefined()
  expect(graphql.explainRequest(body)).toBeTypeOf('string')
})

test('several calls of which none is a bet are no bet', () => {
  expect(other([{ operationName: 'Odds' }, { operationName: 'Session' }])).toBe(
    '/operationName=Odds, /operationName=Session',
  )
})

test('JSON-RPC and forms are shared in the same way', () => {
  const rpc = compileContract(contractOf(sharing([{ at: '/method', equals: 'bets.place' }])))
  expect(rpc.readOther('POST', URL, '{"jsonrpc":"2.0","id":7,"method":"session.get"}')).toBe(
    '/method=session.get',
  )
  expect(
    rpc.readOther('POST', URL, '{"jsonrpc":"2.0","id":7,"method":"bets.place"}'),
  ).toBeUndefined()
  const form = compileContract(contractOf(sharing([{ at: '/action', equals: 'bet' }], 'form')))
  expect(form.readOther('POST', URL, 'action=login')).toBe('/action=login')
  expect(form.readOther('POST', URL, 'action=login&action=bet')).toBeUndefined()
  expect(form.readOther('POST', URL, 'selection=7')).toBeUndefined()
  const slip = compileContract(contractOf(sharing([{ at: '/variables/slip', present: true }])))
  expect(slip.readOther('POST', URL, '{"variables":{}}')).toBe('/variables/slip is not there')
  expect(slip.readOther('POST', URL, '{"variables":{"slip":[]}}')).toBeUndefined()
})

test('an address of another method, or of bets alone, has no other requests', () => {
  expect(graphql.readOther('GET', URL, '{"operationName":"Odds"}')).toBeUndefined()
  expect(
    graphql.readOther('POST', 'http://book.test/api', '{"operationName":"Odds"}'),
  ).toBeUndefined()
  const alone = compileContract(contractOf(nestedDocument))
  expect(
    alone.readOther('POST', 'http://book.test/api/bets', '{"operationName":"Odds"}'),
  ).toBeUndefined()
})

test.each([
  [sharing([]), 'place.endpoint.isBet: is too small: at least 1'],
  [sharing([{ at: '/operationName' }]), 'place.endpoint.isBet[0]: needs "equals" or "present"'],
  [
    { ...sharing([{ at: '/operationName', equals: 'PlaceBet' }]), schema: 'provider-contract/1' },
    'place.endpoint.isBet: is a word of "provider-contract/2": name it in "schema"',
  ],
])('conditions that decide nothing are found at import: %#', (document, fault) => {
  const reading = readContract(document)
  expect(reading.ok ? [] : reading.faults).toContain(fault)
})

test('no body makes the reader throw, and none with the name of a bet is anything else', () => {
  assert(
    property(oneof(jsonValue(), string()), string(), (value, name) => {
      for (const body of [
        JSON.stringify(value),
        name,
        JSON.stringify([value, { operationName: name }]),
      ])
        expect(['string', 'undefined']).toContain(typeof graphql.readOther('POST', URL, body))
      const bet = JSON.stringify([value, { operationName: 'PlaceBet' }])
      expect(graphql.readOther('POST', URL, bet)).toBeUndefined()
    }),
  )
})
