import { openTempDir } from '@surefoot/testkit'
import {
  brotliCompressSync,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { findChromium } from '../../src/chromium/find-chromium.ts'
import { launchChromium } from '../../src/chromium/launch-chromium.ts'
import { carryRequest } from '../../src/fence/carry-request.ts'
import { openFence, type Fence } from '../../src/fence/fence.ts'
import { openFencePage } from '../support/fence-page.ts'
import { openPageServer } from '../support/page-server.ts'

const SLOW = { timeout: 120_000, interval: 20 }
const ANSWER = '{"status":"accepted","ref":"B-1","stake":"10.00","price":"2.20"}'
const plain = Buffer.from(ANSWER)
const nowMs = () => performance.now()

let stack: AsyncDisposableStack
let fence: Fence
let context: Awaited<ReturnType<typeof launchChromium>>
beforeAll(async () => {
  stack = new AsyncDisposableStack()
  const dir = stack.use(await openTempDir())
  const executablePath = (await findChromium(process.env['PATH'] ?? '')) ?? ''
  context = await launchChromium(dir.path, {
    executablePath,
    isHeaded: false,
    extensionDir: undefined,
  })
  stack.defer(() => context.close())
  const browser = context.browser()
  if (!browser) throw new Error('no browser')
  fence = await openFence(browser, { nowMs, onBlocked: () => undefined })
})
afterAll(() => stack.disposeAsync())

async function carry(encoding: string, body: Buffer) {
  await using server = await openPageServer((_, response) => {
    response.setHeader('content-type', 'application/json')
    if (encoding !== '') response.setHeader('content-encoding', encoding)
    response.end(body)
  })
  const request = { url: `${server.origin}/api/bets`, method: 'POST', headers: {}, body: plain }
  // The server lives until the answer is there.
  const limits = { expiresAtMs: nowMs() + 60_000, timeoutMs: 60_000, nowMs }
  const carriage = await carryRequest(request, limits)
  return carriage
}

it.each([
  ['', plain],
  ['identity', plain],
  ['gzip', gzipSync(plain)],
  ['GZIP', gzipSync(plain)],
  ['x-gzip', gzipSync(plain)],
  ['br', brotliCompressSync(plain)],
  ['zstd', zstdCompressSync(plain)],
  ['deflate', deflateSync(plain)],
  ['deflate', deflateRawSync(plain)],
  ['deflate, gzip', gzipSync(deflateSync(plain))],
])('an answer that is packed as "%s" is read (C12)', async (encoding, body) => {
  const carriage = await carry(encoding, body)
  expect(carriage).toMatchObject({ kind: 'answered', status: 200 })
  if (carriage.kind !== 'answered') throw new Error(carriage.kind)
  expect(carriage.body.toString()).toBe(ANSWER)
  expect(carriage.headers.map(({ name }) => name)).not.toContain('content-encoding')
  expect(carriage.headers).toContainEqual({ name: 'content-type', value: 'application/json' })
})

it.each([
  ['gzip', plain],
  ['gzip', gzipSync(plain).subarray(0, 30)],
  ['pack200', plain],
  ['gzip', gzipSync(Buffer.alloc(3_000_000))],
])('an answer that "%s" does not unpack is no answer, and no refusal', async (encoding, body) => {
  expect(await carry(encoding, body)).toMatchObject({
    kind: 'no-answer',
    why: expect.stringContaining('cannot be unpacked'),
  })
})

it('the fence and the page both get the plain answer', async () => {
  await using bookmaker = await openFencePage()
  bookmaker.onBet = ({ socket }) => {
    const body = gzipSync(Buffer.from(`\uFEFF${ANSWER}`))
    socket.write(
      `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\ncontent-length: ${body.byteLength}\r\n\r\n`,
    )
    socket.write(body)
  }
  await fence.guard(bookmaker.contract)
  const page = await context.newPage()
  await page.goto(`${bookmaker.origin}/`)
  const permit = { selectionId: '7', stake: '10.00', leastOdds: '2.1' }
  const passing = fence.openPass({ permit, expiresAtMs: nowMs() + 60_000, waitMs: 60_000 })
  await page.click('button')
  expect(await passing).toMatchObject({ kind: 'answered', status: 200, body: ANSWER })
  await vi.waitFor(async () => expect(await page.textContent('#answer')).toBe(ANSWER), SLOW)
})
