import { deskExecute, hedgeChoose, ok } from '@surefoot/shared/messages'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import {
  AS_OPERATOR,
  COOKIE,
  openTestGateway,
  OWN_ORIGIN,
  type TestGateway,
} from './support/open-test-gateway.ts'
import { leg } from './support/samples.ts'
import { startAudit, type LedgerProcess } from './support/start-audit.ts'

/** The real ledger, with the worker and hedge played at the other side of the bus. */
let gateway: TestGateway
let ledger: LedgerProcess
/** What reached those who act. */
const acted: unknown[] = []
beforeAll(async () => {
  gateway = await openTestGateway({ isAlone: true })
  ledger = await startAudit(gateway.natsUrl)
  await gateway.bus.serve(deskExecute, async (body) => {
    acted.push(body)
    return ok({ executionId: body.executionId })
  })
  await gateway.bus.serve(hedgeChoose, async (body) => {
    acted.push(body)
    return ok({ leg: leg('A') })
  })
})
beforeEach(() => {
  acted.length = 0
})
afterAll(async () => {
  await ledger?.[Symbol.asyncDispose]()
  await gateway?.[Symbol.asyncDispose]()
})

interface Sent {
  readonly key: string
  readonly payload: object
  readonly url?: string
  readonly as?: Record<string, string>
  readonly at?: Pick<TestGateway, 'app'>
}

async function send({ key, payload, url = '/api/executions', as = AS_OPERATOR, at }: Sent) {
  const headers = { ...as, 'idempotency-key': key }
  const answer = await (at ?? gateway).app.inject({ method: 'POST', url, payload, headers })
  const { code = '' } = z.object({ code: z.string().optional() }).parse(answer.json())
  return `${answer.statusCode} ${code}`.trim()
}

/** The cookie of another operator. */
async function logIn(operator: string): Promise<Record<string, string>> {
  const made = { method: 'POST', url: '/api/links', payload: { operator } } as const
  const { url } = (await gateway.app.inject({ ...made, headers: AS_OPERATOR })).json()
  const link = new URLSearchParams(new URL(url).hash.slice(1)).get('link')
  const login = await gateway.app.inject({ method: 'POST', url: '/api/session', payload: { link } })
  const cookie = `${COOKIE}=${login.cookies[0]?.value}`
  return { cookie, origin: OWN_ORIGIN, 'x-surefoot': '1' }
}

const ORDER = { opportunityId: 'opportunity-1', stake: '12.50' }
const REUSED = '422 KEY_REUSED'
const SHOWN = { kind: 'opposite', account: 'A', stake: '25.00', odds: '2.10', worstCase: '-1.00' }

test('the same order under its key is answered again, in whatever order its fields are written', async () => {
  const key = randomUUID()
  expect(await send({ key, payload: ORDER })).toBe('202')
  expect(await send({ key, payload: { stake: '12.50', opportunityId: 'opportunity-1' } })).toBe(
    '202',
  )
})

test('another order under a used key is refused and reaches nobody, at another gateway too', async () => {
  const key = randomUUID()
  await send({ key, payload: ORDER })
  for (const payload of [
    { ...ORDER, stake: '99.00' },
    { ...ORDER, opportunityId: 'opportunity-2' },
    { opportunityId: 'opportunity-1' },
  ])
    expect(await send({ key, payload })).toBe(REUSED)
  await using other = await gateway.openAnother()
  expect(await send({ key, payload: { ...ORDER, stake: '99.00' }, at: other })).toBe(REUSED)
  expect(acted).toHaveLength(1)
})

test('of two orders that come at once under one key, one is taken', async () => {
  const key = randomUUID()
  const stakes = Array.from({ length: 8 }, (_, each) => ({ ...ORDER, stake: `1${each}.00` }))
  const answers = await Promise.all(stakes.map((payload) => send({ key, payload })))
  expect(answers.toSorted()).toEqual(['202', ...Array.from({ length: 7 }, () => REUSED)])
  expect(acted).toHaveLength(1)
})

test("an operator's key is no other operator's", async () => {
  const key = randomUUID()
  const as = await logIn('anna')
  expect(await send({ key, payload: ORDER, as })).toBe('202')
  expect(await send({ key, payload: ORDER })).toBe(REUSED)
  expect(acted).toHaveLength(1)
})

test('a key that was used at one route is new at another, where it names one execution', async () => {
  const key = randomUUID()
  await send({ key, payload: ORDER })
  const url = (execution: string) => `/api/executions/${execution}/hedge`
  const [one, other] = [randomUUID(), randomUUID()]
  expect(await send({ key, payload: SHOWN, url: url(one) })).toBe('202')
  expect(await send({ key, payload: SHOWN, url: url(one) })).toBe('202')
  expect(await send({ key, payload: SHOWN, url: url(other) })).toBe(REUSED)
  expect(await send({ key, payload: { ...SHOWN, odds: '2.00' }, url: url(one) })).toBe(REUSED)
  const resolve = `/api/executions/${one}/legs/${one}-A/resolve`
  const absent = { outcome: 'absent', note: 'Not in the list.' }
  expect(await send({ key, payload: absent, url: resolve })).toBe('409 NOT_FOUND')
  expect(await send({ key, payload: { ...absent, note: 'Other.' }, url: resolve })).toBe(REUSED)
})

test('what cannot be read binds no key', async () => {
  const key = randomUUID()
  expect(await send({ key, payload: { ...ORDER, stake: 'much' } })).toBe('400 INVALID_REQUEST')
  expect(await send({ key, payload: ORDER })).toBe('202')
})
