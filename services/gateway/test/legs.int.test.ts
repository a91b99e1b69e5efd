import type { AuditEvent, LegState } from '@surefoot/shared/messages'
import type { FastifyInstance } from 'fastify'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { AS_OPERATOR, openTestGateway, type TestGateway } from './support/open-test-gateway.ts'
import { PATIENCE } from './support/patience.ts'
import { AT, bet, EXECUTION_ID, leg, LEG_IDS, recordOf, statement } from './support/samples.ts'

const KEY = '7c1f0d5e-52c4-4a7e-8a40-6d3f7a3f0c33'
const FOUND = {
  outcome: 'accepted',
  betReference: 'N-1',
  stake: '20.00',
  odds: '2.05',
  note: 'Seen in the open bets.',
}
const NOT_FOUND = { outcome: 'absent', note: 'Neither open nor settled.' }

let gateway: TestGateway
let app: FastifyInstance
beforeAll(async () => {
  gateway = await openTestGateway()
  app = gateway.app
})
afterAll(() => gateway[Symbol.asyncDispose]())
beforeEach(() => {
  gateway.services.asked.length = 0
  hold('ESCALATED')
})

/** The ledger has the execution with leg A in this state. */
function hold(state: LegState): void {
  gateway.services.record = recordOf([leg('A', { state }), leg('B', { state: 'VOID' })])
}

const post = (url: string, payload?: object, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url,
    ...(payload === undefined ? {} : { payload }),
    headers: { ...AS_OPERATOR, ...headers },
  })
const get = async (url: string) => (await app.inject({ url, headers: AS_OPERATOR })).json()
const resolve = (payload: object, legId = LEG_IDS.A, executionId = EXECUTION_ID) =>
  post(`/api/executions/${executionId}/legs/${legId}/resolve`, payload, { 'idempotency-key': KEY })
const settle = (payload: object, legId = LEG_IDS.A) =>
  post(`/api/executions/${EXECUTION_ID}/legs/${legId}/settle`, payload)
const asked = () => gateway.services.asked.map(({ subject }) => subject)

describe('a person who decides about an escalated leg', () => {
  test('says that it was placed, with the bet that it is: the ledger gets the receipt and who said so', async () => {
    const answer = await resolve(FOUND)
    expect(answer.json()).toMatchObject({ changed: true, leg: { state: 'ACCEPTED' } })
    expect(gateway.services.asked).toEqual([
      {
        subject: 'ledger.record',
        body: expect.objectContaining({
          legId: LEG_IDS.A,
          to: 'ACCEPTED',
          by: 'operator-token',
          reason: FOUND.note,
          receipt: expect.objectContaining({
            state: 'ACCEPTED',
            stake: '20.00',
            odds: '2.05',
            betReference: 'N-1',
            paper: false,
          }),
          evidence: { note: FOUND.note, request: KEY },
        }),
      },
    ])
  })

  test('says that it was not placed: the note is the evidence', async () => {
    expect((await resolve(NOT_FOUND)).json()).toMatchObject({ leg: { state: 'ABSENT' } })
    const [record] = gateway.services.asked
    expect(record?.body).toMatchObject({ to: 'ABSENT', evidence: { note: NOT_FOUND.note } })
    expect(record?.body).not.toHaveProperty('receipt')
  })

  test('says it once by saying it twice, and cannot say the contrary afterwards', async () => {
    await resolve(FOUND)
    expect((await resolve(FOUND)).json()).toMatchObject({ changed: false })
    for (const other of [NOT_FOUND, { ...FOUND, betReference: 'N-2' }])
      expect((await resolve(other)).json()).toMatchObject({ status: 409, code: 'NOT_ESCALATED' })
    expect(asked()).toEqual(['ledger.record'])
  })

  test('is refused for a leg that was not left to a person, and nothing is recorded', async () => {
    for (const state of ['AUTHORIZED', 'ARMED', 'PENDING', 'UNKNOWN', 'REJECTED'] as const) {
      hold(state)
      const answer = await resolve(NOT_FOUND)
      expect(answer.json()).toMatchObject({ status: 409, code: 'NOT_ESCALATED' })
      expect(answer.json().detail).toContain(state)
    }
    expect(asked()).toEqual([])
  })

  test("is refused for a bet that is another leg's, and for a leg that is none, in words", async () => {
    const claimed = await resolve({ ...FOUND, betReference: 'claimed' })
    expect(claimed.json()).toMatchObject({ code: 'BET_CLAIMED', detail: expect.any(String) })
    const other = await resolve(NOT_FOUND, `${KEY}-A`)
    expect(other.json()).toMatchObject({ status: 409, code: 'NOT_FOUND' })
    expect((await resolve(NOT_FOUND, LEG_IDS.A, KEY)).json()).toMatchObject({ code: 'NOT_FOUND' })
    gateway.services.record = recordOf([leg('A', { state: 'ESCALATED', deskId: 'another' })])
    expect((await resolve(NOT_FOUND)).json()).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('must say why, and name the bet whole', async () => {
    for (const body of [
      { outcome: 'absent', note: '  ' },
      { ...FOUND, betReference: '' },
      { ...FOUND, odds: '1.0' },
      { ...FOUND, stake: '-1' },
      { outcome: 'maybe', note: 'x' },
    ])
      expect((await resolve(body)).json()).toMatchObject({ status: 400, code: 'INVALID_REQUEST' })
    const url = `/api/executions/${EXECUTION_ID}/legs/${LEG_IDS.A}/resolve`
    expect((await post(url, NOT_FOUND)).statusCode).toBe(400)
    expect(asked()).toEqual([])
  })
})

describe('the evidence', () => {
  const reading = { bets: [bet], balance: '75.00', readAt: AT }
  const link = (details: AuditEvent['details'], kind = 'leg.recorded'): AuditEvent => ({
    sequence: 1,
    at: AT,
    kind,
    executionId: EXECUTION_ID,
    details,
    previousHash: '',
    hash: '',
  })
  const escalated = { legId: LEG_IDS.A, from: 'UNKNOWN', to: 'ESCALATED', reason: 'No proof.' }
  const evidence = async () => (await get(`/api/executions/${EXECUTION_ID}/evidence`)).evidence

  test('is what was read of the bets before the leg was left to a person', async () => {
    gateway.services.chain = [
      link({ ...escalated, evidence: { last: null, readings: [reading] } }),
      link({ ...escalated, to: 'UNKNOWN' }),
      link({ permit: {} }, 'leg.armed'),
    ]
    expect(await evidence()).toEqual([
      { legId: LEG_IDS.A, at: AT, reason: 'No proof.', readings: [reading] },
    ])
  })

  test('that nobody can read is none, and the reason is told all the same', async () => {
    gateway.services.chain = [link({ ...escalated, evidence: { readings: [{ bets: 'broken' }] } })]
    expect(await evidence()).toMatchObject([{ reason: 'No proof.', readings: [] }])
  })
})

describe('settling by hand', () => {
  const won = { result: 'won', returned: '52.50' }

  test('books the result with who said so; again it changes nothing', async () => {
    hold('ACCEPTED')
    expect((await settle(won)).json()).toMatchObject({
      changed: true,
      leg: { settlement: { result: 'won', returned: '52.50', by: 'operator-token' } },
    })
    expect((await settle(won)).json()).toMatchObject({ changed: false })
  })

  test('a correction names what it corrects and says why; without a reason it is no request', async () => {
    hold('ACCEPTED')
    expect((await settle({ ...won, corrects: AT })).statusCode).toBe(400)
    const correction = { ...won, corrects: AT, reason: 'The bookmaker paid later.' }
    expect((await settle(correction)).statusCode).toBe(200)
    expect(gateway.services.asked.at(-1)).toMatchObject({
      subject: 'ledger.settle',
      body: { ...correction, by: 'operator-token' },
    })
  })

  test('is refused in words for what is no bet, and takes no amount that is none', async () => {
    const answer = await settle(won)
    expect(answer.json()).toMatchObject({ status: 409, code: 'NOT_ACCEPTED' })
    expect((await settle(won, `${KEY}-A`)).json()).toMatchObject({ code: 'NOT_FOUND' })
    expect((await settle({ result: 'won', returned: '52.505' })).statusCode).toBe(400)
  })
})

describe('statements', () => {
  test('are shown as the ledger holds them', async () => {
    gateway.services.statements = [statement('A', { external: [bet] })]
    expect(await get('/api/statements')).toEqual({
      statements: gateway.services.statements,
      unwatched: [],
    })
  })

  test('are made anew from what the bookmaker shows now', async () => {
    const answer = await post('/api/accounts/A/statement')
    expect(answer.json()).toMatchObject({
      reading: { balance: '965.00', bets: [{ betReference: 'N-1' }] },
      settled: [],
      statement: { account: 'A', externalStake: '10.00' },
    })
    expect(gateway.services.asked.at(-1)).toMatchObject({
      subject: 'ledger.statement',
      body: { deskId: 'main', account: 'A', balance: '965.00', readAt: AT, bets: [bet] },
    })
  })

  test('a page that is logged out makes none: the refusal is passed on', async () => {
    const answer = await post('/api/accounts/B/statement')
    expect(answer.json()).toMatchObject({ status: 409, code: 'LOGGED_OUT' })
    expect(asked()).toEqual([])
  })
})

test('what waits for a person is counted on the desk, listed, and gone once it is decided', async () => {
  gateway.services.isOpen = true
  await expect
    .poll(() => get('/api/desk'), PATIENCE)
    .toMatchObject({ needsYou: 1, unhedged: '25.00' })
  expect(await get('/api/needs-you')).toMatchObject({
    needs: [{ kind: 'leg', legId: LEG_IDS.A, atRisk: '25.00' }],
  })
  await resolve(NOT_FOUND)
  gateway.services.isOpen = false
  await expect.poll(async () => (await get('/api/desk')).needsYou, PATIENCE).toBe(0)
})

describe('a desk that is set to Run while needs are open', () => {
  const control = (payload: object) => post('/api/desk/control', payload)
  const controlled = async (payload: object) => (await control(payload)).json()
  beforeEach(() => {
    gateway.services.isOpen = true
    gateway.services.control = { trading: 'HALT_NEW', mode: 'manual', venue: 'live' }
  })
  afterEach(() => {
    gateway.services.isOpen = false
  })

  test('is refused with each of them by name, and the desk stays as it is', async () => {
    // On a busy machine the audit service may be silent for a while, which is a need too.
    await expect
      .poll(() => controlled({ trading: 'RUN' }), PATIENCE)
      .toMatchObject({
        status: 409,
        code: 'NEEDS_OPEN',
        detail: expect.stringContaining('It is not known whether the bet was placed.'),
        needs: [{ id: `leg ${LEG_IDS.A}`, kind: 'leg', atRisk: '25.00' }],
      })
    expect(asked()).not.toContain('desk.control')
    expect(await controlled({ trading: 'RUN', despite: ['leg of another'] })).toMatchObject({
      code: 'NEEDS_OPEN',
    })
  })

  test('runs once the person has confirmed each of them, and the worker gets their names', async () => {
    await expect
      .poll(() => controlled({ trading: 'RUN', despite: [`leg ${LEG_IDS.A}`] }), PATIENCE)
      .toMatchObject({ control: { trading: 'RUN' } })
    expect(gateway.services.asked.at(-1)).toEqual({
      subject: 'desk.control',
      body: {
        deskId: 'main',
        change: { trading: 'RUN' },
        actor: 'operator-token',
        despite: [
          {
            id: `leg ${LEG_IDS.A}`,
            message: expect.stringContaining('It is not known whether the bet was placed.'),
          },
        ],
      },
    })
  })

  test('is paused and killed without a question', async () => {
    for (const trading of ['HALT_NEW', 'HALT_ALL'])
      expect((await control({ trading })).json()).toMatchObject({ control: { trading } })
    expect((await control({ despite: [] })).statusCode).toBe(400)
  })
})
