import { browserStatus as browserStatusEvent, type PresentPrice } from '@surefoot/shared/messages'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { AS_OPERATOR, openTestGateway, type TestGateway } from './support/open-test-gateway.ts'
import { PATIENCE } from './support/patience.ts'
import {
  AT,
  bet,
  browserStatus,
  EXECUTION_ID,
  hedgeEvent,
  leg,
  LEG_IDS,
  recordOf,
  statement,
} from './support/samples.ts'

const KEY = '7c1f0d5e-52c4-4a7e-8a40-6d3f7a3f0c33'
const SHOWN = {
  kind: 'other_side',
  account: 'B',
  odds: '2.10',
  stake: '25.00',
  worstCase: '2.50',
} as const

let gateway: TestGateway
let app: FastifyInstance
beforeAll(async () => {
  gateway = await openTestGateway()
  app = gateway.app
})
afterAll(() => gateway[Symbol.asyncDispose]())
beforeEach(() => {
  gateway.services.asked.length = 0
  gateway.services.record = recordOf([leg('A'), leg('B', { state: 'REJECTED' })], {
    hedgeEvents: [hedgeEvent('escalated', { message: 'Too dear.' })],
  })
  gateway.services.prices = [price({})]
  for (const account of ['A', 'B'] as const)
    gateway.bus.publish(
      browserStatusEvent,
      browserStatus(account, { isLoggedIn: true, balance: '500.00' }),
    )
})

function price(change: Partial<PresentPrice>): PresentPrice {
  return {
    account: 'B',
    selectionId: 'b-1',
    providerId: 'north',
    contractVersion: 1,
    odds: '2.10',
    maxStake: null,
    suspended: false,
    ageMs: 300,
    ...change,
  }
}

const path = (act: string): string => `/api/executions/${EXECUTION_ID}/${act}`
const post = (act: string, payload: object, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url: path(act), payload, headers: { ...AS_OPERATOR, ...headers } })
const choices = async () =>
  (await app.inject({ url: path('choices'), headers: AS_OPERATOR })).json()

describe('what an operator can do about a lone leg', () => {
  test('is priced as the streams say now; a side without a price says why', async () => {
    await expect.poll(choices, PATIENCE).toMatchObject({
      worstCase: '-25.00',
      blocked: null,
      choices: [
        { kind: 'other_side', account: 'B', odds: '2.10', stake: '25.00', worstCase: '2.50' },
        { kind: 'opposite', account: 'A', odds: null, why: expect.stringContaining('no price') },
      ],
    })
    gateway.services.prices = [price({ odds: '2.00' })]
    expect(await choices()).toMatchObject({ choices: [{ odds: '2.00', worstCase: '1.25' }, {}] })
    gateway.services.prices = [price({ suspended: true })]
    expect(await choices()).toMatchObject({ choices: [{ odds: null, stake: null }, {}] })
  })

  test('cannot be placed while the hedge service has it', async () => {
    gateway.services.record = recordOf([leg('A'), leg('B', { state: 'REJECTED' })], {
      hedgeEvents: [hedgeEvent('triggered')],
    })
    expect(await choices()).toMatchObject({ blocked: expect.stringContaining('hedge service') })
  })

  test('names the listed bets that may be adopted, of a leg that is open and of what is exposed', async () => {
    const covering = { ...bet, betReference: 'HAND', selectionId: 'b-1' }
    gateway.services.statements = [statement('B', { external: [covering, bet] })]
    expect((await choices()).adoptable).toMatchObject([
      { account: 'B', legId: null, bet: { betReference: 'HAND' } },
    ])
    const listedBefore = { open: [], onSelection: ['OLD'] }
    gateway.services.record = recordOf([
      leg('A', { state: 'ESCALATED', listedBefore }),
      leg('B', { state: 'VOID' }),
    ])
    const undecided = [bet, { ...bet, betReference: 'OLD' }]
    gateway.services.statements = [statement('A', { undecided })]
    expect((await choices()).adoptable).toMatchObject([
      { account: 'A', legId: LEG_IDS.A, bet: { betReference: 'N-1' }, readAt: AT },
    ])
  })
})

describe('a choice', () => {
  test('goes to the hedge service as it was shown, with who chose it and the id of the click', async () => {
    const answer = await post('hedge', SHOWN, { 'idempotency-key': KEY })
    expect(answer.statusCode).toBe(202)
    expect(answer.json()).toMatchObject({ leg: { role: 'H', account: 'B', stake: '25.00' } })
    const body = { deskId: 'main', executionId: EXECUTION_ID, request: KEY, shown: SHOWN }
    expect(gateway.services.asked).toEqual([
      { subject: 'hedge.choose', body: { ...body, by: 'operator-token' } },
    ])
  })

  test('whose price has moved is refused in words; one without an id, or that is no bet, is not sent', async () => {
    const moved = await post('hedge', { ...SHOWN, odds: '2.20' }, { 'idempotency-key': KEY })
    expect(moved.json()).toMatchObject({ status: 409, code: 'CHOICE_CHANGED' })
    gateway.services.asked.length = 0
    expect((await post('hedge', SHOWN)).statusCode).toBe(400)
    for (const wrong of [{ kind: 'hold' }, { odds: '1' }, { stake: '-1' }, { worstCase: 'none' }])
      expect(
        (await post('hedge', { ...SHOWN, ...wrong }, { 'idempotency-key': KEY })).statusCode,
      ).toBe(400)
    expect(gateway.services.asked).toEqual([])
  })
})

test('an adopted bet is named by its reference alone: no stake and no odds are sent', async () => {
  expect((await post('adopt', { account: 'A', betReference: 'N-1' })).json()).toMatchObject({
    changed: true,
  })
  expect(gateway.services.asked).toEqual([
    {
      subject: 'ledger.adopt',
      body: {
        executionId: EXECUTION_ID,
        account: 'A',
        betReference: 'N-1',
        note: expect.any(String),
        by: 'operator-token',
      },
    },
  ])
  const claimed = await post('adopt', { account: 'A', betReference: 'claimed' })
  expect(claimed.json()).toMatchObject({ status: 409, code: 'BET_CLAIMED' })
  const priced = { account: 'A', betReference: 'N-1', stake: '25.00' }
  expect((await post('adopt', priced)).statusCode).toBe(400)
})

test('a risk is accepted with a reason, and not without one', async () => {
  for (const reason of ['', '   ', 'x'.repeat(501)])
    expect((await post('accept', { reason })).statusCode).toBe(400)
  expect(gateway.services.asked).toEqual([])
  expect((await post('accept', { reason: ' Long odds. ' })).statusCode).toBe(200)
  expect(gateway.services.asked).toMatchObject([
    { subject: 'ledger.accept', body: { reason: 'Long odds.', by: 'operator-token' } },
  ])
})

test('an execution of another desk is none', async () => {
  const { execution } = gateway.services.record
  const other = { ...execution, deskId: 'another' }
  gateway.services.record = { ...gateway.services.record, execution: other }
  expect(await choices()).toMatchObject({ code: 'NOT_FOUND' })
  expect((await post('accept', { reason: 'x' })).json()).toMatchObject({ code: 'NOT_FOUND' })
  expect((await post('adopt', { account: 'A', betReference: 'N-1' })).json()).toMatchObject({
    code: 'NOT_FOUND',
  })
})
