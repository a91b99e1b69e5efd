import { NoReply } from '@surefoot/shared/bus'
import {
  browserActs,
  browserClose,
  browserOpen,
  browserView,
  browserWatch,
} from '@surefoot/shared/messages'
import { createHash } from 'node:crypto'
import { readdir, stat, symlink } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { killNow } from '../../src/chromium/process-end.ts'
import { createAccount, SLOW } from '../support/account.ts'
import { openIdentityProbe, type IdentityProbe } from '../support/identity-probe.ts'
import { openPageServer, type PageServer } from '../support/page-server.ts'
import { readBoundedPipe, readChromium, readMainChromium } from '../support/read-chromium.ts'
import { openStand, type Stand } from '../support/stand.ts'

const WITHIN = { deadlineMs: 40_000 }
const DESK = 'main'
const NO_PROCESS = 4_000_000

let stand: Stand
let probe: IdentityProbe
let elsewhere: PageServer
let maze: PageServer
let account: ReturnType<typeof createAccount>
let asked: string[] = []

beforeAll(async () => {
  elsewhere = await openPageServer((request, response) => {
    asked.push(request.url ?? '')
    response.setHeader('content-type', 'text/html')
    response.end('elsewhere')
  })
  const ways: Readonly<Record<string, string>> = {
    '/stay': 'stay',
    '/named': `<script>onclick = () => document.body.append(
      Object.assign(document.createElement('iframe'), { name: 'x'.repeat(1e7), src: '/stay' }))</script>`,
    '/leave': `<script>addEventListener('load', () => { location.href = '${elsewhere.origin}/left' })</script>`,
    '/popup': `<script>window.open('${elsewhere.origin}/popup')</script>`,
    '/frame': `<iframe src="${elsewhere.origin}/frame"></iframe>`,
  }
  maze = await openPageServer((request, response) => {
    response.statusCode = request.url === '/redirect' ? 302 : 200
    response.setHeader('location', elsewhere.origin)
    response.setHeader('content-type', 'text/html')
    response.end(ways[request.url ?? ''] ?? '')
  })
  probe = await openIdentityProbe()
  const { extensionDir } = probe
  stand = await openStand({ desks: [DESK], extensionDir, allowedOrigins: [maze.origin] })
  account = createAccount(stand, DESK, 'north')
})
afterAll(async () => {
  for (const server of [stand, probe, maze, elsewhere]) await server[Symbol.asyncDispose]()
})
beforeEach(() => {
  asked = []
})

const profileDir = () => join(stand.profilesDir, DESK, 'A')
const open = (url: string) => stand.bus.request(browserOpen, { ...account.id, url }, WITHIN)
const tabs = async () => {
  const reply = await stand.bus.request(browserView, account.id, WITHIN)
  return reply.ok ? reply.tabs.map(({ address }) => address) : []
}
const wasLogged = (code: string) => stand.log.some((entry) => entry.code === code)

describe('an account that is turned on and off', () => {
  it('has a browser with a profile of its own, and leaves neither process nor lock', async () => {
    const { browserId } = await account.open()
    await vi.waitFor(() => expect(account.status()).toMatchObject({ browserId, isUp: true }), SLOW)
    expect(await readChromium(profileDir())).not.toEqual([])
    expect((await stat(profileDir())).mode & 0o777).toBe(0o700)
    expect(await account.close()).toEqual({ ok: true })
    expect(await readChromium(profileDir())).toEqual([])
    const names = await readdir(profileDir())
    expect(names.filter((name) => name.startsWith('Singleton'))).toEqual([])
    await vi.waitFor(() => expect(account.status()?.isUp).toBe(false), SLOW)
  })

  it('gives its extension an identity whose token nobody else is told', async () => {
    const { browserId } = await account.open()
    await vi.waitFor(() => expect(probe.told.at(-1)).toMatchObject({ browserId }), SLOW)
    const token = probe.told.at(-1)?.['token'] ?? ''
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    const hash = createHash('sha256').update(token).digest('hex')
    await vi.waitFor(() => expect(account.status()).toMatchObject({ browserId }), SLOW)
    expect(account.status()?.markTokenHash).toBe(hash)
    expect(JSON.stringify([stand.statuses, stand.log])).not.toContain(token)
    await account.close()
  })

  it('shows its page and its extension to an operator who has no window', async () => {
    await account.open()
    expect(await tabs()).toEqual([`${stand.origins.north}/`])
    await stand.bus.request(
      browserActs,
      { ...account.id, acts: [{ do: 'open-extension' }] },
      WITHIN,
    )
    expect(await tabs()).toEqual([
      `${stand.origins.north}/`,
      expect.stringMatching(/^chrome-extension:.*popup\.html$/),
    ])
    await stand.bus.request(
      browserActs,
      { ...account.id, acts: [{ do: 'close-extension' }] },
      WITHIN,
    )
    expect(await tabs()).toEqual([`${stand.origins.north}/`])
    await account.close()
  })

  it('is not opened twice', async () => {
    await account.open()
    expect(await open(`${stand.origins.north}/`)).toMatchObject({ ok: false, code: 'ALREADY_OPEN' })
    await account.close()
  })

  it('that is not open has nobody to close it', async () => {
    const closing = stand.bus.request(browserClose, { ...account.id, reason: 'test' }, WITHIN)
    await expect(closing).rejects.toSatisfy(
      (error) => error instanceof NoReply && error.code === 'NO_RESPONDERS',
    )
  })

  it('opens on a profile whose lock was left by a browser that is gone', async () => {
    await symlink(`${hostname()}-${NO_PROCESS}`, join(profileDir(), 'SingletonLock'))
    expect(await account.open()).toMatchObject({ ok: true })
    await account.close()
  })

  it.each([
    ['whose browser is killed', async () => killNow(await readMainChromium(profileDir()))],
    ['whose pipe is killed', async () => killNow(await readBoundedPipe(profileDir()))],
    [
      'whose page names a frame by more than we can read',
      async () => {
        await stand.bus
          .request(browserActs, { ...account.id, acts: [{ do: 'click', x: 5, y: 5 }] }, WITHIN)
          .catch(() => undefined)
      },
    ],
  ])('%s has lost it at once, and can be turned on again', async (_what, lose) => {
    const { browserId } = await account.open(`${maze.origin}/named`)
    await lose()
    await vi.waitFor(
      () =>
        expect(account.status()).toMatchObject({
          browserId,
          isUp: false,
          reason: 'The browser ended.',
        }),
      SLOW,
    )
    await vi.waitFor(async () => expect(await readChromium(profileDir())).toEqual([]), SLOW)
    await account.open()
    await account.close()
  })
})

describe('an address', () => {
  it.each([
    'http://127.0.0.1:1/',
    'https://www.example.com/',
    'file:///etc/passwd',
    'chrome://version',
  ])('%s that is not allowed is refused, and no browser is opened', async (url) => {
    expect(await open(url)).toMatchObject({ ok: false, code: 'URL_NOT_ALLOWED' })
    expect(await readChromium(profileDir())).toEqual([])
  })

  it('that leads elsewhere is refused', async () => {
    expect(await open(`${maze.origin}/redirect`)).toMatchObject({
      ok: false,
      code: 'URL_NOT_ALLOWED',
    })
    expect(asked).toEqual([])
    expect(await readChromium(profileDir())).toEqual([])
  })
})

describe('a page', () => {
  afterEach(() => account.close())

  it('that goes elsewhere stays where it is', async () => {
    await open(`${maze.origin}/leave`)
    await vi.waitFor(() => expect(wasLogged('NAVIGATION_BLOCKED')).toBe(true), SLOW)
    expect(await tabs()).toEqual([`${maze.origin}/leave`])
    expect(asked).toEqual([])
  })

  it('that opens a tab elsewhere has it closed', async () => {
    stand.log.length = 0
    await open(`${maze.origin}/popup`)
    await vi.waitFor(() => expect(wasLogged('NAVIGATION_BLOCKED')).toBe(true), SLOW)
    await vi.waitFor(async () => expect(await tabs()).toEqual([`${maze.origin}/popup`]), SLOW)
    expect(asked).toEqual([])
  })

  it('may show another site in a frame', async () => {
    await open(`${maze.origin}/frame`)
    await vi.waitFor(() => expect(asked).toEqual(['/frame']), SLOW)
  })

  it('is not watched by the contract of another site', async () => {
    const reply = await open(`${maze.origin}/stay`)
    const browserId = reply.ok ? reply.browserId : ''
    const watch = { ...account.id, browserId, providerId: 'north', contractVersion: 1 }
    expect(await stand.bus.request(browserWatch, watch, WITHIN)).toMatchObject({
      ok: false,
      code: 'WRONG_ORIGIN',
    })
  })
})
