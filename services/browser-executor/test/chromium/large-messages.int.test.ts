import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openCapture } from '../../src/stream/capture.ts'
import { openGateBrowser } from '../support/gate-stand.ts'
import { readSandboxContract } from '../support/sandbox-contract.ts'

const SLOW = { timeout: 120_000, interval: 20 }
const MEGABYTE = 1_000_000
/** Of RFC 6455. */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

let stack: AsyncDisposableStack
let context: BrowserContext
let origin = ''
let frameBytes = 0

async function sendFrames({ headers }: IncomingMessage, socket: Duplex): Promise<void> {
  socket.on('error', () => undefined)
  const key = `${headers['sec-websocket-key'] ?? ''}${GUID}`
  const accept = createHash('sha1').update(key).digest('base64')
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  )
  const head = Buffer.from([0x81, 127, 0, 0, 0, 0, 0, 0, 0, 0])
  head.writeBigUInt64BE(BigInt(frameBytes), 2)
  socket.write(head)
  const part = Buffer.alloc(MEGABYTE, 'x')
  for (let sent = 0; sent < frameBytes; sent += MEGABYTE)
    if (!socket.write(part)) await once(socket, 'drain')
  socket.write(Buffer.concat([Buffer.from([0x81, 2]), Buffer.from('{}')]))
}

/** A site whose web socket sends one frame of so many bytes, and then a small one. */
beforeAll(async () => {
  stack = new AsyncDisposableStack()
  ;({ context } = stack.use(await openGateBrowser()))
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html')
    response.end('<p>site</p>')
  })
  server.on('upgrade', (request, socket) => void sendFrames(request, socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  stack.defer(() => {
    server.close()
    server.closeAllConnections()
  })
})
afterAll(() => stack.disposeAsync())

async function openSite() {
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  const { targetInfo } = await session.send('Target.getTargetInfo')
  const capture = await openCapture(session, targetInfo.targetId)
  const [unread, bodies]: [string[], unknown[]] = [[], []]
  capture.watch(await readSandboxContract('north', origin), {
    onPageLoad: () => undefined,
    onFrame: (_source, { body }) => void bodies.push(body),
    onUnread: (why) => void unread.push(why),
  })
  await page.goto(`${origin}/`)
  const run = (expression: string) =>
    session.send('Runtime.evaluate', { expression, returnByValue: true })
  return { page, run, unread, bodies }
}
const peakBytes = () => process.resourceUsage().maxRSS * 1024

it.each([150, 560])(
  'a frame of %i MB is dropped, which is known, and the next is read',
  async (size) => {
    frameBytes = size * MEGABYTE
    const site = await openSite()
    const before = peakBytes()
    await site.run(`new WebSocket('ws://' + location.host + '/stream')`)
    // Chromium may refuse to take so much: then the connection ends, which is known as well.
    await vi.waitFor(() => expect(site.bodies.length + site.unread.length).toBeGreaterThan(0), SLOW)
    await vi.waitFor(() => expect(site.bodies).toEqual(['{}']), SLOW)
    expect(site.unread).toEqual([expect.stringMatching(/^a message of \d+ bytes is too long/)])
    expect(peakBytes() - before).toBeLessThan(150 * MEGABYTE)
    await site.page.close()
  },
)

it.each([
  ['a text in the console', `console.log('x'.repeat(1e8))`],
  ['an error', `setTimeout(() => { throw new Error('x'.repeat(1e8)) })`],
  ['a title', `document.title = 'x'.repeat(1e8)`],
  ['what it posts', `void fetch('/', { method: 'POST', body: 'x'.repeat(1e8) })`],
  ['an address', `void fetch('data:,' + 'x'.repeat(1e8)).catch(() => 0)`],
])('%s of 100 MB costs us nothing, and the page can be used', async (_what, script) => {
  const site = await openSite()
  const before = peakBytes()
  await site.run(`${script}; 0`)
  await site.run('new Promise((done) => setTimeout(done, 300))')
  const { result } = await site.run('1 + 1')
  expect(result.value).toBe(2)
  expect(peakBytes() - before).toBeLessThan(150 * MEGABYTE)
  await site.page.close()
})

it('an answer of 100 MB is an error where it was asked for', async () => {
  const site = await openSite()
  const before = peakBytes()
  await expect(site.run(`'x'.repeat(1e8)`)).rejects.toThrow('bytes are too many')
  expect(peakBytes() - before).toBeLessThan(150 * MEGABYTE)
  await site.page.close()
})
