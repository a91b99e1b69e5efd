import type { Frame } from '@surefoot/provider'
import { compileContract, readContract } from '@surefoot/provider'
import { createServer } from 'node:http'
import type { Duplex } from 'node:stream'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openCapture } from '../../src/stream/capture.ts'
import { openGateBrowser } from '../support/gate-stand.ts'
import { readSandboxDocument } from '../support/sandbox-contract.ts'
import { acceptSocket, type TestSocket } from '../support/web-socket.ts'

const SLOW = { timeout: 120_000, interval: 20 }
let stack: AsyncDisposableStack
let context: BrowserContext
beforeAll(async () => {
  stack = new AsyncDisposableStack()
  ;({ context } = stack.use(await openGateBrowser()))
})
afterAll(() => stack.disposeAsync())

/** Opens the socket at once, before anything can be asked of its target. */
const HEAR = `new WebSocket('ws://' + location.host + '/odds')`
const POLLED = '"polled"'
const POLL = `setInterval(() => fetch('/polled').then((answer) => answer.text()), 200)`
const SCRIPTS: Readonly<Record<string, string>> = {
  '/hear.js': HEAR,
  '/shared.js': `${HEAR}; onconnect = () => undefined`,
  '/parent.js': `new Worker('/hear.js')`,
}

/** A bookmaker's site, at two addresses that are two sites for a browser. */
async function openSite(): Promise<
  AsyncDisposable & {
    readonly origin: string
    readonly other: string
    readonly sockets: readonly TestSocket[]
  }
> {
  const pages: Readonly<Record<string, (other: string) => string>> = {
    '/page': () => `<script>${HEAR}; ${POLL}</script>`,
    '/worker': () => `<script>new Worker('/hear.js')</script>`,
    '/worker-of-a-worker': () => `<script>new Worker('/parent.js')</script>`,
    '/shared-worker': () => `<script>new SharedWorker('/shared.js')</script>`,
    '/frame': () => `<iframe src="/page"></iframe>`,
    '/frame-of-another-site': (other) => `<iframe src="${other}/page"></iframe>`,
    '/worker-of-that-frame': (other) => `<iframe src="${other}/worker"></iframe>`,
  }
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    const script = SCRIPTS[path]
    response.setHeader('content-type', script === undefined ? 'text/html' : 'text/javascript')
    response.end(script ?? pages[path]?.(site.other) ?? POLLED)
  })
  const upgraded = new Set<Duplex>()
  const sockets: TestSocket[] = []
  server.on('upgrade', (request, socket) => {
    upgraded.add(socket)
    acceptSocket(
      request,
      socket,
      () => undefined,
      (own) => void sockets.push(own),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const site = {
    origin: `http://127.0.0.1:${port}`,
    other: `http://localhost:${port}`,
    sockets,
    [Symbol.asyncDispose]: async () => {
      for (const socket of upgraded) socket.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return site
}

async function contractOf(origins: readonly string[]) {
  const [origin = ''] = origins
  const document = await readSandboxDocument('north', origin)
  const reading = readContract(document)
  if (!reading.ok) throw new Error(reading.faults.join('; '))
  const { stream, fixtures } = reading.contract
  const common = { decoders: ['json'], longestSilenceMs: 9000, largestFrameBytes: 9000 }
  const sources = [
    { kind: 'websocket', url: '/odds', ...common },
    { kind: 'http', url: '/polled', ...common },
  ]
  const read = readContract({ ...document, origins, fixtures, stream: { ...stream, sources } })
  if (!read.ok) throw new Error(read.faults.join('; '))
  return compileContract(read.contract)
}

const PLACES = [
  'page',
  'worker',
  'worker-of-a-worker',
  'shared-worker',
  'frame',
  'frame-of-another-site',
  'worker-of-that-frame',
]

async function watchPage(page: Page, origins: readonly string[]): Promise<Frame['body'][]> {
  const session = await context.newCDPSession(page)
  const { targetInfo } = await session.send('Target.getTargetInfo')
  const capture = await openCapture(session, targetInfo.targetId)
  const bodies: Frame['body'][] = []
  capture.watch(await contractOf(origins), {
    onPageLoad: () => undefined,
    onUnread: () => undefined,
    onFrame: (_source, { body }) => void bodies.push(body),
  })
  return bodies
}

/** A machine that is late may hear a socket only after its first frames: it sends until some came, and then none is missing. */
async function sendUntilHeard(
  sockets: readonly TestSocket[],
  bodies: Frame['body'][],
): Promise<readonly number[]> {
  let sent = 0
  await vi.waitFor(() => {
    sent += 1
    sockets[0]?.send(`${sent}`)
    expect(bodies.filter((body) => body !== POLLED).length).toBeGreaterThan(3)
  }, SLOW)
  return bodies.filter((body) => body !== POLLED).map(Number)
}

/** As many, one after another. */
function inARow(numbers: readonly number[]): number[] {
  return numbers.map((_, place) => (numbers[0] ?? 0) + place)
}

it.each(PLACES)('odds that come to a %s are heard (C16)', async (path) => {
  await using site = await openSite()
  const page = await context.newPage()
  const bodies = await watchPage(page, [site.origin, site.other])
  await page.goto(`${site.origin}/${path}`)
  const heard = await sendUntilHeard(site.sockets, bodies)
  expect(heard).toEqual(inARow(heard))
  await page.close()
})

it.each(['page', 'frame', 'frame-of-another-site'])('what a %s polls is heard', async (path) => {
  await using site = await openSite()
  const page = await context.newPage()
  const bodies = await watchPage(page, [site.origin, site.other])
  await page.goto(`${site.origin}/${path}`)
  await vi.waitFor(() => expect(bodies).toContain(POLLED), SLOW)
  await page.close()
})

it.each(['worker', 'shared-worker', 'worker-of-a-worker', 'worker-of-that-frame'])(
  'a socket that a %s opened before it was listened to is heard',
  async (path) => {
    await using site = await openSite()
    const page = await context.newPage()
    await page.goto(`${site.origin}/${path}`)
    await vi.waitFor(() => expect(site.sockets).toHaveLength(1), SLOW)
    const bodies = await watchPage(page, [site.origin, site.other])
    const heard = await sendUntilHeard(site.sockets, bodies)
    expect(heard).toEqual(inARow(heard))
    await page.close()
  },
)
