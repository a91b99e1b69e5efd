import type { Frame } from '@surefoot/provider'
import { compileContract, readContract } from '@surefoot/provider'
import { createServer } from 'node:http'
import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openCapture } from '../../src/stream/capture.ts'
import { openGateBrowser } from '../support/gate-stand.ts'
import { readSandboxDocument } from '../support/sandbox-contract.ts'
import { acceptSocket } from '../support/web-socket.ts'

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
/** Asks once more when the page is there. */
const POLL = `onload = () => fetch('/polled').then((answer) => answer.text())`
const SCRIPTS: Readonly<Record<string, string>> = {
  '/hear.js': HEAR,
  '/shared.js': `${HEAR}; onconnect = () => undefined`,
  '/parent.js': `new Worker('/hear.js')`,
}

/** A bookmaker's site, at two addresses that are two sites for a browser. */
async function openSite(): Promise<
  AsyncDisposable & { readonly origin: string; readonly other: string }
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
    response.end(script ?? pages[path]?.(site.other) ?? '"polled"')
  })
  server.on('upgrade', (request, socket) =>
    acceptSocket(
      request,
      socket,
      () => undefined,
      (own) => {
        own.send('"first"')
        own.send('"second"')
      },
    ),
  )
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const site = {
    origin: `http://127.0.0.1:${port}`,
    other: `http://localhost:${port}`,
    [Symbol.asyncDispose]: async () => {
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
  { path: 'page', hears: ['"first"', '"second"', '"polled"'] },
  { path: 'worker', hears: ['"first"', '"second"'] },
  { path: 'worker-of-a-worker', hears: ['"first"', '"second"'] },
  { path: 'shared-worker', hears: ['"first"', '"second"'] },
  { path: 'frame', hears: ['"first"', '"second"', '"polled"'] },
  { path: 'frame-of-another-site', hears: ['"first"', '"second"', '"polled"'] },
  { path: 'worker-of-that-frame', hears: ['"first"', '"second"'] },
]

it.each(PLACES)('odds that come to a $path are heard (C16)', async ({ path, hears }) => {
  await using site = await openSite()
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  const { targetInfo } = await session.send('Target.getTargetInfo')
  const capture = await openCapture(session, targetInfo.targetId)
  const bodies: Frame['body'][] = []
  capture.watch(await contractOf([site.origin, site.other]), {
    onPageLoad: () => undefined,
    onFrame: (_source, { body }) => void bodies.push(body),
  })
  await page.goto(`${site.origin}/${path}`)
  await vi.waitFor(() => expect(bodies).toHaveLength(hears.length), SLOW)
  expect(new Set(bodies)).toEqual(new Set(hears))
  await page.close()
})
