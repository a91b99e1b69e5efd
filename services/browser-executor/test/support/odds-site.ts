import type { Frame } from '@surefoot/provider'
import { compileContract, readContract } from '@surefoot/provider'
import { createServer } from 'node:http'
import type { Duplex } from 'node:stream'
import type { BrowserContext, Page } from 'playwright-core'
import { openCapture } from '../../src/stream/capture.ts'
import { readSandboxDocument } from './sandbox-contract.ts'
import { acceptSocket, type TestSocket } from './web-socket.ts'

/** Opens the socket at once, before anything can be asked of its target. */
const HEAR = `new WebSocket('ws://' + location.host + '/odds')`
export const POLLED = '"polled"'
const POLL = `setInterval(() => fetch('/polled').then((answer) => answer.text()), 200)`
const SCRIPTS: Readonly<Record<string, string>> = {
  '/hear.js': HEAR,
  '/shared.js': `${HEAR}; onconnect = () => undefined`,
  '/parent.js': `new Worker('/hear.js')`,
}

interface OddsSite extends AsyncDisposable {
  readonly origin: string
  readonly other: string
  readonly sockets: readonly TestSocket[]
  /** What a poll is answered with. */
  polled: string
}

/** A bookmaker's site, at two addresses that are two sites for a browser. */
export async function openOddsSite(): Promise<OddsSite> {
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
    response.end(script ?? pages[path]?.(site.other) ?? site.polled)
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
  const site: OddsSite = {
    origin: `http://127.0.0.1:${port}`,
    other: `http://localhost:${port}`,
    sockets,
    polled: POLLED,
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

/** What a page received, and why some of it was not read. */
export interface Heard {
  readonly bodies: Frame['body'][]
  readonly unread: string[]
}

export async function watchOdds(
  context: BrowserContext,
  page: Page,
  origins: readonly string[],
): Promise<Heard> {
  const session = await context.newCDPSession(page)
  const { targetInfo } = await session.send('Target.getTargetInfo')
  const capture = await openCapture(session, targetInfo.targetId)
  const heard: Heard = { bodies: [], unread: [] }
  capture.watch(await contractOf(origins), {
    onPageLoad: () => undefined,
    onUnread: (why) => void heard.unread.push(why),
    onFrame: (_source, { body }) => void heard.bodies.push(body),
  })
  return heard
}
