import { ledgerChain } from '@surefoot/shared/messages'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import {
  AS_OPERATOR,
  COOKIE,
  LINK,
  openTestGateway,
  OWN_ORIGIN,
  type TestGateway,
} from './support/open-test-gateway.ts'
import { PATIENCE } from './support/patience.ts'
import { startAudit, type LedgerProcess } from './support/start-audit.ts'

/** The real ledger behind real gateways: they come and go, it stays. */
let gateway: TestGateway
let ledger: LedgerProcess
beforeAll(async () => {
  gateway = await openTestGateway({ isAlone: true })
  ledger = await startAudit(gateway.natsUrl)
})
afterAll(async () => {
  await ledger?.[Symbol.asyncDispose]()
  await gateway?.[Symbol.asyncDispose]()
})

const code = z.object({ code: z.string() })

/** The cookie that the link was traded for, or the code of the refusal. */
async function logIn(app: FastifyInstance, link: string, userAgent = 'test'): Promise<string> {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { link },
    headers: { 'user-agent': userAgent },
  })
  if (answer.statusCode !== 204) return code.parse(answer.json()).code
  return `${COOKIE}=${answer.cookies[0]?.value}`
}

async function newLink(payload: { operator?: string } = {}): Promise<string> {
  const request = { method: 'POST', url: '/api/links', payload, headers: AS_OPERATOR } as const
  const { url } = z.object({ url: z.url() }).parse((await gateway.app.inject(request)).json())
  return new URLSearchParams(new URL(url).hash.slice(1)).get('link') ?? ''
}

async function ask({ app }: { app: FastifyInstance }, cookie: string): Promise<number> {
  return (await app.inject({ url: '/api/session', headers: { cookie } })).statusCode
}

const own = (cookie: string) => ({ cookie, origin: OWN_ORIGIN, 'x-surefoot': '1' })

test('a session outlives every gateway, and the link that was used stays used at each that starts later', async () => {
  const before = await gateway.openAnother()
  const cookie = await logIn(before.app, LINK)
  expect(cookie).toContain(COOKIE)
  await before[Symbol.asyncDispose]()
  await using after = await gateway.openAnother()
  expect(await ask(after, cookie)).toBe(200)
  expect(await logIn(after.app, LINK)).toBe('LINK_USED')
  expect(await ask(after, cookie)).toBe(200)
})

test('a second browser comes in by a new link, under the name that it was made for', async () => {
  await using second = await gateway.openAnother()
  const cookie = await logIn(second.app, await newLink({ operator: 'Anna' }))
  const who = await gateway.app.inject({ url: '/api/session', headers: { cookie } })
  expect(who.json()).toMatchObject({ operator: 'Anna', role: 'operator', deskId: 'main' })
  const list = await second.app.inject({ url: '/api/sessions', headers: { cookie } })
  expect(list.json().sessions).toContainEqual(
    expect.objectContaining({
      operator: 'Anna',
      isThis: true,
      peer: '127.0.0.1',
      userAgent: 'test',
    }),
  )
  // One other browser at least, and this one once.
  expect(list.json().sessions.filter(({ isThis }: { isThis: boolean }) => isThis)).toHaveLength(1)
  expect(list.json().sessions.length).toBeGreaterThan(1)
})

test('two gateways that are given one link at once let one browser in', async () => {
  await using second = await gateway.openAnother()
  const link = await newLink()
  const answers = await Promise.all([gateway, second].map(({ app }) => logIn(app, link)))
  expect(answers.filter((answer) => answer === 'LINK_USED')).toHaveLength(1)
  expect(answers.filter((answer) => answer.startsWith(COOKIE))).toHaveLength(1)
})

test('whoever is let out at one gateway is out at the other', async () => {
  await using second = await gateway.openAnother()
  const [kept, gone] = [
    await logIn(gateway.app, await newLink()),
    await logIn(second.app, await newLink()),
  ]
  expect([await ask(gateway, gone), await ask(second, gone)]).toEqual([200, 200])
  const who = await second.app.inject({ url: '/api/session', headers: { cookie: gone } })
  const url = `/api/sessions/${who.json().sessionId}`
  const revoke = () => gateway.app.inject({ method: 'DELETE', url, headers: own(kept) })
  expect((await revoke()).statusCode).toBe(200)
  expect((await revoke()).json()).toMatchObject({ code: 'SESSION_OVER' })
  for (const each of [gateway, second]) await expect.poll(() => ask(each, gone), PATIENCE).toBe(401)
  expect(await ask(second, kept)).toBe(200)
})

test('all other browsers are let out at once, and the one that asks stays', async () => {
  const [kept, gone] = [
    await logIn(gateway.app, await newLink()),
    await logIn(gateway.app, await newLink()),
  ]
  const all = { method: 'DELETE', url: '/api/sessions', headers: own(kept) } as const
  expect((await gateway.app.inject(all)).statusCode).toBe(200)
  expect([await ask(gateway, kept), await ask(gateway, gone)]).toEqual([200, 401])
})

test('logging out ends the session, and takes the cookie away', async () => {
  const cookie = await logIn(gateway.app, await newLink())
  const out = { method: 'DELETE', url: '/api/session', headers: own(cookie) } as const
  const answer = await gateway.app.inject(out)
  expect(answer.statusCode).toBe(204)
  expect(answer.cookies).toMatchObject([{ name: COOKIE, value: '' }])
  expect(await ask(gateway, cookie)).toBe(401)
})

test('while the ledger is silent who is logged in goes on, and nobody else is told that they are not', async () => {
  const cookie = await logIn(gateway.app, await newLink())
  await using stranger = await gateway.openAnother()
  const link = await newLink()
  ledger.pause()
  try {
    expect(await ask(gateway, cookie)).toBe(200)
    const unknown = await stranger.app.inject({ url: '/api/session', headers: { cookie } })
    expect(unknown.json()).toMatchObject({ status: 503, code: 'LEDGER_SILENT' })
    expect(await logIn(stranger.app, link)).toBe('LEDGER_SILENT')
    expect(await ask(gateway, cookie)).toBe(200)
  } finally {
    ledger.resume()
  }
  await expect.poll(() => ask(stranger, cookie), PATIENCE).toBe(200)
})

test('the ledger says who acted, by name', async () => {
  const cookie = await logIn(gateway.app, await newLink({ operator: 'Bert' }))
  const payload = { operator: 'Carla' }
  const request = { method: 'POST', url: '/api/links', payload, headers: own(cookie) } as const
  expect((await gateway.app.inject(request)).statusCode).toBe(201)
  const chain = await gateway.bus.request(ledgerChain, { limit: 1 }, { deadlineMs: 20_000 })
  expect(chain).toMatchObject({
    events: [{ kind: 'link.made', details: { by: 'Bert', operator: 'Carla' } }],
  })
})
