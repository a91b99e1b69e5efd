import { browserStatus as browserStatusEvent } from '@surefoot/shared/messages'
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { gatewayConfig } from '../src/config.ts'
import { EXTENSION_ID, openTestGateway, type TestGateway } from './support/open-test-gateway.ts'
import { accountRow, BROWSER_IDS, browserStatus, MARK_TOKENS } from './support/samples.ts'
import { PATIENCE } from './support/patience.ts'

const EXTENSION = `chrome-extension://${EXTENSION_ID}`
const PAGE = 'http://127.0.0.1:7301'

let gateway: TestGateway
beforeAll(async () => {
  gateway = await openTestGateway({
    accounts: { B: accountRow('B', { state: 'RUNNING', providerId: 'south' }) },
  })
})
afterAll(() => gateway[Symbol.asyncDispose]())

beforeEach(async () => {
  gateway.services.asked.length = 0
  const at = Date.now()
  gateway.bus.publish(browserStatusEvent, browserStatus('A'))
  gateway.bus.publish(browserStatusEvent, browserStatus('B', { at, lastPacketAt: at - 400 }))
  await until(MARK_TOKENS.B, 200)
})

/** Until the gateway has heard the browsers. */
const until = (token: string, code: number): Promise<void> =>
  vi.waitFor(async () => assert.equal((await status(token)).statusCode, code), PATIENCE)

const status = (token: string, headers: Record<string, string> = {}) =>
  gateway.app.inject({
    url: '/api/extension/status',
    headers: { authorization: `Bearer ${token}`, ...headers },
  })
const mark = (token: string, { origin = EXTENSION, page = PAGE } = {}) =>
  gateway.app.inject({
    method: 'POST',
    url: '/api/extension/mark',
    headers: { authorization: `Bearer ${token}`, ...(origin && { origin }) },
    payload: { origin: page },
  })

test('the token says which account and which browser is marked; its bearer cannot choose', async () => {
  for (const account of ['A', 'B'] as const) {
    const answer = await mark(MARK_TOKENS[account])
    expect(answer.json()).toEqual({ providerId: 'north', contractVersion: 1 })
    expect(gateway.services.asked.at(-1)).toEqual({
      subject: 'PROVIDER_MARKED',
      body: { deskId: 'main', account, browserId: BROWSER_IDS[account], origin: PAGE },
    })
  }
})

test("the worker's refusal reaches the operator in its own words", async () => {
  const answer = await mark(MARK_TOKENS.A, { page: 'http://127.0.0.1:1' })
  expect(answer.json()).toMatchObject({ status: 409, code: 'WRONG_ORIGIN' })
})

test('a token that no open browser has marks nothing', async () => {
  gateway.bus.publish(browserStatusEvent, browserStatus('A', { isUp: false, reason: 'closed' }))
  await until(MARK_TOKENS.A, 401)
  for (const token of [MARK_TOKENS.A, 'guess', browserStatus('B').markTokenHash])
    expect((await mark(token)).json()).toMatchObject({ status: 401, code: 'MARK_TOKEN_UNKNOWN' })
  expect(gateway.services.asked).toEqual([])
})

test('only the extension itself marks, whatever token another page has', async () => {
  const others = ['', 'http://localhost', PAGE, `chrome-extension://${'a'.repeat(32)}`, 'null']
  for (const origin of others)
    expect((await mark(MARK_TOKENS.A, { origin })).json()).toMatchObject({ status: 403 })
  expect((await status(MARK_TOKENS.A, { origin: PAGE })).statusCode).toBe(403)
  expect(gateway.services.asked).toEqual([])
})

test("a mark token opens none of the operator's routes", async () => {
  const headers = { authorization: `Bearer ${MARK_TOKENS.A}`, origin: EXTENSION }
  for (const url of ['/api/desk', '/api/contracts', '/api/events'])
    expect((await gateway.app.inject({ url, headers })).statusCode).toBe(401)
})

test('the extension sees how its account stands', async () => {
  const answer = await status(MARK_TOKENS.B)
  expect(answer.json()).toMatchObject({
    deskId: 'main',
    account: 'B',
    state: 'RUNNING',
    providerId: 'south',
  })
  expect(answer.json().streamAgeMs).toBeGreaterThanOrEqual(400)
})

test('a preflight is answered for the extension and for nobody else', async () => {
  const preflight = (origin: string) =>
    gateway.app.inject({
      method: 'OPTIONS',
      url: '/api/extension/mark',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    })
  const allowed = await preflight(EXTENSION)
  expect(allowed.statusCode).toBe(204)
  expect(allowed.headers).toMatchObject({
    'access-control-allow-origin': EXTENSION,
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'authorization, content-type',
  })
  const refused = await preflight('http://evil.example')
  expect(refused.statusCode).toBe(403)
  expect(refused.headers['access-control-allow-origin']).toBeUndefined()
})

test('unless told otherwise, the extension of this checkout is let in', async () => {
  const file = join(import.meta.dirname, '../../../apps/extension/public/manifest.json')
  const { key } = z.object({ key: z.string() }).parse(JSON.parse(await readFile(file, 'utf8')))
  const digest = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex')
  // Chrome writes the digits of the hash as letters, from a to p.
  const id = digest
    .slice(0, 32)
    .replaceAll(/./g, (digit) => 'abcdefghijklmnop'.charAt(Number.parseInt(digit, 16)))
  expect(gatewayConfig.parse({}).ALLOWED_EXTENSION_ID).toBe(id)
})
