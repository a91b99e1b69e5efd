import { browserStatus as browserStatusEvent } from '@surefoot/shared/messages'
import assert from 'node:assert/strict'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { AS_OPERATOR, openTestGateway, type TestGateway } from './support/open-test-gateway.ts'
import { PATIENCE } from './support/patience.ts'
import { BROWSER_IDS, browserStatus, MARK_TOKENS } from './support/samples.ts'

const PAGE = 'http://127.0.0.1:7301'

let gateway: TestGateway
beforeAll(async () => {
  gateway = await openTestGateway()
})
afterAll(() => gateway[Symbol.asyncDispose]())
beforeEach(() => {
  gateway.services.asked.length = 0
})

const mark = (account: 'A' | 'B', payload: object = { origin: PAGE }, headers = AS_OPERATOR) =>
  gateway.app.inject({ method: 'POST', url: `/api/accounts/${account}/mark`, headers, payload })

/** Publish a browser's status, and wait until the gateway has it. */
async function show(...told: Parameters<typeof browserStatus>): Promise<void> {
  const status = browserStatus(...told)
  gateway.bus.publish(browserStatusEvent, status)
  await vi.waitFor(async () => {
    const { accounts } = (
      await gateway.app.inject({ url: '/api/desk', headers: AS_OPERATOR })
    ).json()
    assert.equal(accounts[status.account].browser?.isUp, status.isUp)
  }, PATIENCE)
}

test("the console's Mark asks the worker for exactly what the extension's asks", async () => {
  for (const account of ['A', 'B'] as const) {
    await show(account)
    expect((await mark(account)).json()).toEqual({ providerId: 'north', contractVersion: 1 })
    expect(gateway.services.asked.at(-1)).toEqual({
      subject: 'PROVIDER_MARKED',
      body: { deskId: 'main', account, browserId: BROWSER_IDS[account], origin: PAGE },
    })
  }
})

test('a page that is another by now is refused in the words of the worker', async () => {
  await show('A')
  expect((await mark('A', { origin: 'http://127.0.0.1:1' })).json()).toMatchObject({
    status: 409,
    code: 'WRONG_ORIGIN',
  })
})

test('without an open browser nothing is marked, and the operator reads what to do', async () => {
  await show('A', { isUp: false, reason: 'closed' })
  const answer = (await mark('A')).json()
  expect(answer).toMatchObject({ status: 409, code: 'BROWSER_SILENT' })
  expect(answer.detail).toContain('Switch the account on')
  expect(gateway.services.asked).toEqual([])
})

test("neither a stranger nor an extension's token may use the console's Mark", async () => {
  await show('A')
  for (const headers of [
    { authorization: 'Bearer nobody' },
    { authorization: `Bearer ${MARK_TOKENS.A}` },
  ])
    expect((await mark('A', { origin: PAGE }, headers)).statusCode).toBe(401)
  expect(gateway.services.asked).toEqual([])
})

test.each([{}, { origin: 'north' }, { origin: PAGE, browserId: BROWSER_IDS.B }])(
  'a mark that is not an origin alone is refused: %j',
  async (payload) => {
    await show('A')
    expect((await mark('A', payload)).statusCode).toBe(400)
    expect(gateway.services.asked).toEqual([])
  },
)
