import { ledgerRequestKey } from '@surefoot/shared/messages'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createActs, DESK } from './builders.ts'
import { openLedger, type TestLedger } from './open-ledger.ts'

let ledger: TestLedger
beforeAll(async () => {
  ledger = await openLedger()
})
afterAll(() => ledger[Symbol.asyncDispose]())

const ROUTE = '/api/executions'

function bind(key: string, change: { actor?: string; route?: string; letter?: string } = {}) {
  const { letter = 'a', ...rest } = change
  const ask = { deskId: DESK, route: ROUTE, key, actor: 'anna', digest: letter.repeat(64) }
  return ledger.ask(ledgerRequestKey, { ...ask, ...rest })
}

test('a key is bound to the first request that came with it, also when ten come at once', async () => {
  const key = randomUUID()
  const letters = ['a', 'b', 'c', 'd', 'e', 'a', 'b', 'c', 'd', 'e']
  const replies = await Promise.all(letters.map((letter) => bind(key, { letter })))
  const taken = letters.filter((_, index) => replies[index]?.ok)
  expect(taken).toHaveLength(2)
  expect(new Set(taken).size).toBe(1)
  expect(replies.filter((reply) => reply.ok && reply.isNew)).toHaveLength(1)
  expect(await ledger.database.requestKey.count({ where: { key } })).toBe(1)
})

test('a key of one operator is refused to another, and is new at another route', async () => {
  const key = randomUUID()
  await bind(key)
  expect(await bind(key, { actor: 'bert' })).toMatchObject({ ok: false, code: 'KEY_REUSED' })
  expect(await bind(key, { route: '/api/other', letter: 'b' })).toMatchObject({ isNew: true })
})

test('the id of an execution that no request asked for is no key of an order', async () => {
  const acts = createActs(ledger)
  await acts.control('RUN')
  const id = randomUUID()
  expect(await acts.open(id)).toMatchObject({ ok: true })
  expect(await bind(id)).toMatchObject({ ok: false, code: 'KEY_REUSED' })
  expect(await bind(id, { route: '/api/other' })).toMatchObject({ ok: true })
})

test('once its execution is open a key is answered as before', async () => {
  const acts = createActs(ledger)
  await acts.control('RUN')
  const id = randomUUID()
  await bind(id)
  await acts.open(id, { matchId: 'other' })
  expect(await bind(id)).toMatchObject({ ok: true, isNew: false })
})
