import { randomUUID } from 'node:crypto'
import { ledgerUnfinished, readUnfinished } from '@surefoot/shared/messages'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createActs } from './builders.ts'
import { openLedger, type TestLedger } from './open-ledger.ts'

/** Together larger than NATS passes on in one message. */
const OPEN = 450
const AT_ONCE = 15

let ledger: TestLedger

beforeAll(async () => {
  ledger = await openLedger()
  const acts = createActs(ledger)
  await acts.startTrading()
  for (let done = 0; done < OPEN; done += AT_ONCE)
    await Promise.all(
      Array.from({ length: AT_ONCE }, () => acts.open(randomUUID(), { stake: '1.00' })),
    )
})
afterAll(() => ledger[Symbol.asyncDispose]())

test('open executions beyond the size of a message are all read, page by page', async () => {
  const pages: number[] = []
  const all = await readUnfinished(async (body) => {
    const page = await ledger.ask(ledgerUnfinished, body)
    pages.push(Buffer.byteLength(JSON.stringify(page)))
    return page
  }, {})
  const ids = all.ok ? all.executions.map(({ execution }) => execution.id) : []
  expect(ids).toHaveLength(OPEN)
  expect(new Set(ids).size).toBe(OPEN)
  expect(pages.reduce((sum, bytes) => sum + bytes)).toBeGreaterThan(1_048_576)
  expect(Math.max(...pages)).toBeLessThan(1_048_576)
})

test('a page that is refused is no end of the list', async () => {
  let asked = 0
  const all = await readUnfinished(async (body) => {
    asked += 1
    return ledger.ask(ledgerUnfinished, asked === 2 ? { ...body, cursor: 'what?' } : body)
  }, {})
  expect(all).toMatchObject({ ok: false, code: 'BAD_CURSOR' })
})
