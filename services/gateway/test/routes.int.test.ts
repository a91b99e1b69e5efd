import {
  accountChanged,
  browserStatus as browserStatusEvent,
  opportunityDeclined,
  opportunityFound,
  opportunityGone,
} from '@surefoot/shared/messages'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AS_OPERATOR, openTestGateway, type TestGateway } from './support/open-test-gateway.ts'
import {
  accountRow,
  AT,
  browserStatus,
  contract,
  EXECUTION_ID,
  opportunity,
} from './support/samples.ts'
import { PATIENCE } from './support/patience.ts'

let gateway: TestGateway
let app: FastifyInstance
beforeAll(async () => {
  gateway = await openTestGateway()
  app = gateway.app
})
afterAll(() => gateway[Symbol.asyncDispose]())

const ask = (options: InjectOptions) =>
  app.inject({ ...options, headers: { ...AS_OPERATOR, ...options.headers } })
const post = (url: string, payload: object, headers = {}) =>
  ask({ method: 'POST', url, payload, headers })
const lastAsked = () => gateway.services.asked.at(-1)

describe('the desk', () => {
  test('shows control, accounts, exposure, limits and what each account waits for', async () => {
    const answer = await ask({ url: '/api/desk' })
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({
      deskId: 'main',
      control: { trading: 'HALT_NEW', mode: 'manual', venue: 'paper' },
      accounts: { A: { state: 'IDLE', waitsFor: 'Switch the account on', browser: null } },
      exposure: { A: { total: '25.00', byMatch: { 'match-1': '25.00' } } },
      limits: { perMatch: '1000', total: '5000' },
      opportunityRate: 0,
    })
  })

  test('shows a transition as soon as it is announced', async () => {
    gateway.services.accounts.A = accountRow('A', { state: 'BROWSER_READY' })
    gateway.bus.publish(browserStatusEvent, browserStatus('A'))
    gateway.bus.publish(accountChanged, {
      deskId: 'main',
      account: 'A',
      from: 'BROWSER_OPENING',
      to: 'BROWSER_READY',
      trigger: 'BROWSER_OPENED',
      reason: null,
      at: AT,
    })
    await expect
      .poll(async () => (await ask({ url: '/api/desk' })).json().accounts.A, PATIENCE)
      .toMatchObject({
        state: 'BROWSER_READY',
        waitsFor: 'Log in at the bookmaker, then mark the provider, here or in the extension',
        browser: { isUp: true, pageOrigin: 'http://127.0.0.1:7301', streamAgeMs: null },
      })
  })

  test('passes a toggle on with the desk, the account and who asked', async () => {
    const url = 'http://127.0.0.1:7301/login'
    const answer = await post('/api/accounts/B/toggle', { on: true, url })
    expect(answer.json()).toEqual({ state: 'BROWSER_OPENING' })
    expect(lastAsked()).toEqual({
      subject: 'account.toggle',
      body: { deskId: 'main', account: 'B', on: true, url, actor: 'operator-token' },
    })
  })

  test('passes on only what is to change in how it trades', async () => {
    const answer = await post('/api/desk/control', { trading: 'RUN' })
    expect(answer.json()).toMatchObject({ control: { trading: 'RUN', mode: 'manual' } })
    expect(lastAsked()?.body).toMatchObject({ change: { trading: 'RUN' } })
  })

  test('has the ledger keep who wants it before the worker is asked, but for HALT_ALL', async () => {
    const body = { deskId: 'main', actor: 'operator-token' }
    await post('/api/desk/control', { trading: 'RUN', mode: 'auto' })
    const change = { trading: 'RUN', mode: 'auto' }
    expect(gateway.services.asked.slice(-2)).toEqual([
      { subject: 'ledger.approve', body: { ...body, change } },
      { subject: 'desk.control', body: { ...body, change } },
    ])
    const before = gateway.services.asked.length
    await post('/api/desk/control', { trading: 'HALT_ALL' })
    expect(gateway.services.asked.slice(before).map(({ subject }) => subject)).toEqual([
      'desk.control',
    ])
    await post('/api/desk/control', { trading: 'RUN', mode: 'manual' })
  })
})

describe('opportunities', () => {
  const list = async () => (await ask({ url: '/api/opportunities' })).json().opportunities
  const ids = async () => (await list()).map((one: { opportunityId: string }) => one.opportunityId)

  test('are listed best first, with the reason why one was not taken, until they are gone', async () => {
    gateway.bus.publish(opportunityFound, opportunity('opportunity-1', 80))
    gateway.bus.publish(opportunityFound, opportunity('opportunity-2', 200))
    const reason = { code: 'STAKE_UNDER_MIN', message: 'The stake is below the least of North.' }
    const of = { deskId: 'main', opportunityId: 'opportunity-1' }
    gateway.bus.publish(opportunityDeclined, { ...of, ...reason })
    await expect.poll(ids, PATIENCE).toEqual(['opportunity-2', 'opportunity-1'])
    await expect.poll(async () => (await list())[1].declined, PATIENCE).toEqual(reason)
    gateway.bus.publish(opportunityGone, { ...of, reason: 'prices moved' })
    await expect.poll(ids, PATIENCE).toEqual(['opportunity-2'])
  })

  test('of another desk are not shown', async () => {
    gateway.bus.publish(opportunityFound, { ...opportunity('of-another'), deskId: 'another' })
    gateway.bus.publish(opportunityFound, opportunity('opportunity-3'))
    await expect.poll(ids, PATIENCE).toContain('opportunity-3')
    expect(await ids()).not.toContain('of-another')
  })
})

describe('executions', () => {
  const key = { 'idempotency-key': EXECUTION_ID }

  test('an order is accepted and is named by its Idempotency-Key', async () => {
    const order = { opportunityId: 'opportunity-1', stake: '12.50' }
    const answer = await post('/api/executions', order, key)
    expect(answer.statusCode).toBe(202)
    expect(answer.json()).toEqual({ executionId: EXECUTION_ID })
    expect(lastAsked()?.body).toMatchObject({ ...order, executionId: EXECUTION_ID })
  })

  test('an order without Idempotency-Key is not passed on', async () => {
    const before = gateway.services.asked.length
    const answer = await post('/api/executions', { opportunityId: 'opportunity-1' })
    expect(answer.statusCode).toBe(400)
    expect(answer.json().detail).toContain('idempotency-key')
    expect(gateway.services.asked).toHaveLength(before)
  })

  test("the worker's refusal is told with its code and its sentence", async () => {
    const answer = await post('/api/executions', { opportunityId: 'unknown' }, key)
    expect(answer.statusCode).toBe(409)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json()).toEqual({
      type: 'about:blank',
      title: 'Conflict',
      status: 409,
      code: 'NOT_RUNNING',
      detail: 'Account A is IDLE. Switch both accounts on first.',
    })
  })

  test('are listed by page and by final status', async () => {
    const url = `/api/executions?limit=10&before=${AT}&finalStatus=failed`
    const answer = await ask({ url })
    expect(answer.json().executions).toHaveLength(1)
    expect(lastAsked()?.body).toEqual({
      deskId: 'main',
      limit: 10,
      before: AT,
      finalStatus: 'failed',
    })
  })

  test('are asked of the ledger by everything an operator filters by', async () => {
    const filter = 'text=reds%20blues&provider=north&status=open&hedge=any&venue=live'
    const answer = await ask({
      url: `/api/executions?${filter}&from=${AT}&sort=booked&direction=asc&ids=${EXECUTION_ID}`,
    })
    expect(answer.json()).toMatchObject({ executions: [{}], next: null })
    expect(lastAsked()?.body).toEqual({
      deskId: 'main',
      limit: 50,
      text: 'reds blues',
      provider: 'north',
      status: 'open',
      hedge: 'any',
      venue: 'live',
      from: AT,
      sort: 'booked',
      direction: 'asc',
      ids: [EXECUTION_ID],
    })
  })

  test.each([
    ['venue=moon', /venue/],
    ['from=yesterday', /from/],
    ['colour=red', /colour/],
    [`from=${AT}&before=${AT}`, /period ends before it begins/],
    ['ids=1,2', /ids/],
  ])('a filter that cannot be is refused with its reason: %s', async (filter, reason) => {
    const answer = await ask({ url: `/api/executions?${filter}` })
    expect(answer.statusCode).toBe(400)
    expect(answer.json().detail).toMatch(reason)
  })

  test('are exported as CSV and JSON by the same filter', async () => {
    const csv = await ask({ url: '/api/executions/export?format=csv&venue=paper' })
    expect(csv.headers['content-type']).toContain('text/csv')
    expect(csv.headers['content-disposition']).toContain('surefoot-executions.csv')
    expect(csv.body.split('\r\n')[1]).toContain(EXECUTION_ID)
    expect(lastAsked()?.body).toEqual({ deskId: 'main', limit: 500, venue: 'paper' })
    const json = await ask({ url: '/api/executions/export?format=json' })
    expect(json.json()).toMatchObject([{ id: EXECUTION_ID }])
    const wrong = await ask({ url: '/api/executions/export?format=pdf' })
    expect(wrong.statusCode).toBe(400)
  })

  test('those of an earlier engine are listed by page', async () => {
    const answer = await ask({ url: '/api/imported?limit=10&skip=30' })
    expect(answer.json()).toMatchObject({ total: 41, executions: [{ id: '7', source: 'sqlite' }] })
    expect(lastAsked()?.body).toEqual({ deskId: 'main', limit: 10, skip: 30 })
  })

  test('one is shown with its legs, and one that does not exist is refused', async () => {
    const answer = await ask({ url: `/api/executions/${EXECUTION_ID}` })
    expect(answer.json()).toMatchObject({ execution: { id: EXECUTION_ID }, legs: [] })
    const other = await ask({ url: '/api/executions/00000000-0000-4000-8000-000000000000' })
    expect(other.json()).toMatchObject({ status: 409, code: 'NOT_FOUND' })
  })
})

describe('contracts', () => {
  test('are listed, imported and deleted', async () => {
    expect((await ask({ url: '/api/contracts' })).json()).toEqual({ contracts: [contract] })
    const imported = await post('/api/contracts', { document: { id: 'north' } })
    expect(imported.statusCode).toBe(201)
    expect(imported.json()).toEqual({ contract })
    const deleted = await ask({ method: 'DELETE', url: '/api/contracts/north' })
    expect(deleted.statusCode).toBe(204)
  })

  test('an invalid one is refused with every fault named', async () => {
    const answer = await post('/api/contracts', { document: {} })
    expect(answer.json()).toMatchObject({
      status: 409,
      code: 'INVALID_CONTRACT',
      detail: 'id: is missing; origins: is missing',
    })
  })

  test('one that holds an infinite number or nests without end is refused before it is passed on', async () => {
    const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`
    for (const document of ['{"stake":1e999}', deep]) {
      const answer = await ask({
        method: 'POST',
        url: '/api/contracts',
        headers: { 'content-type': 'application/json' },
        payload: `{"document":${document}}`,
      })
      expect(answer.json()).toMatchObject({ status: 400, code: 'INVALID_REQUEST' })
    }
  })
})

describe('the rest', () => {
  test('the journal and the audit chain are read from the ledger', async () => {
    const journal = await ask({ url: '/api/journal?limit=7' })
    expect(journal.json()).toMatchObject({ transitions: [], log: [{ message: 'main, at most 7' }] })
    const chain = await ask({ url: `/api/chain?executionId=${EXECUTION_ID}&limit=5` })
    expect(chain.json()).toEqual({ events: [], isIntact: true, length: 0 })
  })

  test('a browser without a window is seen and acted in', async () => {
    const view = await ask({ url: '/api/browsers/A/view' })
    expect(view.json()).toMatchObject({ width: 1280, tabs: [{ isInFront: true }] })
    const acts = [{ do: 'type', text: 'pilot' }]
    expect((await post('/api/browsers/A/act', { acts })).statusCode).toBe(204)
    expect(lastAsked()?.body).toEqual({ deskId: 'main', account: 'A', acts })
  })

  test('health and documentation are there for anyone on this machine', async () => {
    for (const url of ['/livez', '/readyz', '/docs/', '/openapi.json'])
      expect((await app.inject({ url })).statusCode).toBe(200)
    const { paths } = (await app.inject({ url: '/openapi.json' })).json()
    expect(paths['/api/executions'].post.responses['202']).toBeDefined()
  })

  test('an address that is none is answered with a problem', async () => {
    const answer = await ask({ url: '/api/nothing' })
    expect(answer.json()).toMatchObject({ status: 404, code: 'NOT_FOUND' })
  })
})
