import type { FastifyInstance } from 'fastify'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openTempDir } from '@surefoot/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  AS_OPERATOR,
  LINK,
  openTestGateway,
  OPERATOR_TOKEN,
  OWN_ORIGIN,
  type TestGateway,
} from './support/open-test-gateway.ts'
import { registeredRoutes } from './support/registered-routes.ts'

/** All that anyone on this machine may ask. Whatever is not here needs to know who asks. */
const PUBLIC = [
  'GET /*',
  'HEAD /*',
  'GET /livez',
  'GET /readyz',
  'GET /openapi.json',
  'GET /docs',
  'GET /docs/',
  'GET /docs/*',
  'HEAD /docs/*',
  'GET /docs/json',
  'GET /docs/yaml',
  'GET /docs/static/index.html',
  'GET /docs/static/swagger-initializer.js',
  'POST /api/session',
  'OPTIONS /api/extension/:act',
]

const resources = new AsyncDisposableStack()
let gateway: TestGateway
let app: FastifyInstance
beforeAll(async () => {
  const dir = resources.use(await openTempDir())
  await mkdir(join(dir.path, 'assets'))
  await writeFile(join(dir.path, 'index.html'), '<title>Surefoot</title>')
  await writeFile(join(dir.path, 'assets/app.js'), 'start()')
  gateway = resources.use(await openTestGateway({ environment: { CONSOLE_DIR: dir.path } }))
  app = gateway.app
})
afterAll(() => resources.disposeAsync())

async function logIn(link: string): Promise<{ status: number; cookie: string }> {
  const answer = await app.inject({ method: 'POST', url: '/api/session', payload: { link } })
  const [cookie] = answer.cookies
  return { status: answer.statusCode, cookie: cookie ? `${cookie.name}=${cookie.value}` : '' }
}

/** An address that a route's pattern answers. */
function addressOf(pattern: string): string {
  return pattern
    .replace(':sessionId', '5b1f0d5e-52c4-4a7e-8a40-6d3f7a3f0c11')
    .replace(':account', 'A')
    .replaceAll(/:\w+/g, 'x')
    .replace('*', 'x')
}

describe('routes', () => {
  test('every one of them refuses who is not known, but for a short list', async () => {
    const open: string[] = []
    for (const { method, url } of registeredRoutes(app)) {
      const { statusCode } = await app.inject({ method, url: addressOf(url) })
      if (statusCode !== 401 && statusCode !== 403) open.push(`${method} ${url}`)
    }
    // A preflight of a page that is not the extension is refused, though the route is public.
    expect(open.toSorted()).toEqual(
      PUBLIC.filter((route) => !route.startsWith('OPTIONS')).toSorted(),
    )
    expect(registeredRoutes(app).length).toBeGreaterThan(open.length + 15)
  })

  test('none changes anything by GET', async () => {
    const before = gateway.services.asked.length
    for (const { method, url } of registeredRoutes(app)) {
      if (method !== 'GET' || url === '/api/events') continue
      await app.inject({ url: addressOf(url), headers: AS_OPERATOR })
    }
    const asked = gateway.services.asked.slice(before).map(({ subject }) => subject)
    expect(asked.filter((subject) => !subject.startsWith('ledger.'))).toEqual([])
  })
})

describe('the operator token', () => {
  test('opens every route of the operator; another one and an empty one do not', async () => {
    const ask = async (token: string) =>
      (await app.inject({ url: '/api/desk', headers: { authorization: `Bearer ${token}` } }))
        .statusCode
    expect(await ask(OPERATOR_TOKEN)).toBe(200)
    expect(await ask(`${OPERATOR_TOKEN}x`)).toBe(401)
    expect(await ask('')).toBe(401)
  })
})

describe('the console session', () => {
  test('begins with the link, which works once, and ends by logging out', async () => {
    expect((await logIn('wrong')).status).toBe(401)
    const { status, cookie } = await logIn(LINK)
    expect(status).toBe(204)
    const again = await app.inject({ method: 'POST', url: '/api/session', payload: { link: LINK } })
    expect(again.json()).toMatchObject({ status: 401, code: 'LINK_USED' })

    const whoAmI = () => app.inject({ url: '/api/session', headers: { cookie } })
    expect((await whoAmI()).json()).toMatchObject({ role: 'operator', operator: 'operator' })
    await refusesForeignPages(cookie)

    const out = { cookie, origin: OWN_ORIGIN, 'x-surefoot': '1' }
    const left = await app.inject({ method: 'DELETE', url: '/api/session', headers: out })
    expect(left.statusCode).toBe(204)
    expect((await whoAmI()).statusCode).toBe(401)
  })

  test('its cookie is out of reach of scripts and other sites, and behind a proxy needs TLS', async () => {
    await using other = await openTestGateway({
      environment: { PUBLIC_ORIGIN: 'https://desk.example', TRUSTED_PROXY: 'true' },
    })
    const answer = await other.app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { link: LINK },
      headers: { host: 'desk.example', origin: 'https://desk.example' },
    })
    expect(answer.cookies).toEqual([
      expect.objectContaining({
        name: 'surefoot_session_443',
        httpOnly: true,
        sameSite: 'Strict',
        secure: true,
        path: '/',
        maxAge: 604_800,
      }),
    ])
  })
})

/** A browser sends the cookie along with what any page on this machine asks, because cookies do not know ports. */
async function refusesForeignPages(cookie: string): Promise<void> {
  const toggle = async (headers: Record<string, string>) =>
    (
      await app.inject({
        method: 'POST',
        url: '/api/accounts/A/toggle',
        payload: { on: false },
        headers: { cookie, ...headers },
      })
    ).statusCode
  const own = { origin: OWN_ORIGIN, 'x-surefoot': '1' }
  expect(await toggle(own)).toBe(200)
  expect(await toggle({ origin: OWN_ORIGIN })).toBe(403)
  expect(await toggle({ 'x-surefoot': '1' })).toBe(403)
  for (const origin of [
    'http://localhost:7301',
    'https://localhost',
    'http://evil.example',
    'null',
  ])
    expect(await toggle({ ...own, origin })).toBe(403)

  const read = async (url: string, headers: Record<string, string>) =>
    (await app.inject({ url, headers: { cookie, ...headers } })).statusCode
  for (const url of ['/api/desk', '/api/events']) {
    expect(await read(url, { 'sec-fetch-site': 'same-site' })).toBe(403)
    expect(await read(url, { origin: 'http://localhost:7301' })).toBe(403)
  }
  expect(await read('/api/desk', { 'sec-fetch-site': 'same-origin' })).toBe(200)
}

describe('the address', () => {
  test('a name that was made to point here is refused, on public routes too', async () => {
    for (const host of ['evil.example', 'evil.example:8080', '127.0.0.1.evil.example', '10.0.0.7'])
      for (const url of ['/', '/livez', '/api/desk'])
        expect((await app.inject({ url, headers: { ...AS_OPERATOR, host } })).statusCode).toBe(421)
    for (const host of ['127.0.0.1:8080', 'localhost', '[::1]:8080'])
      expect((await app.inject({ url: '/livez', headers: { host } })).statusCode).toBe(200)
  })

  test('a link from another site cannot log anyone in', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { link: LINK },
      headers: { origin: 'http://evil.example' },
    })
    expect(answer.statusCode).toBe(403)
  })
})

describe('the console', () => {
  test('is served with its files, and every screen of it is its start page', async () => {
    expect((await app.inject({ url: '/' })).body).toContain('<title>Surefoot</title>')
    expect((await app.inject({ url: '/assets/app.js' })).body).toBe('start()')
    const screen = await app.inject({ url: '/history/1', headers: { accept: 'text/html' } })
    expect(screen.body).toContain('<title>Surefoot</title>')
    expect((await app.inject({ url: '/assets/none.js' })).statusCode).toBe(404)
  })

  test('runs no script of a page, is in no frame, and guesses no type', async () => {
    const { headers } = await app.inject({ url: '/' })
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain("default-src 'none'")
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    })
    const data = await app.inject({ url: '/api/desk', headers: AS_OPERATOR })
    expect(data.headers['cache-control']).toBe('no-store')
  })
})

test('guessing links is slowed down, while the operator goes on', async () => {
  const guesses = []
  for (let guess = 0; guess < 30; guess += 1) guesses.push((await logIn(`guess-${guess}`)).status)
  expect(guesses.at(-1)).toBe(429)
  const control = { method: 'POST', url: '/api/desk/control', payload: { mode: 'manual' } } as const
  expect((await app.inject({ ...control, headers: AS_OPERATOR })).statusCode).toBe(200)
})
