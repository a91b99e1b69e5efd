import type { Frame } from '@surefoot/provider'
import { compileContract, readContract } from '@surefoot/provider'
import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openCapture } from '../../src/stream/capture.ts'
import { openGateBrowser } from '../support/gate-stand.ts'
import { openPageServer } from '../support/page-server.ts'
import { readSandboxDocument } from '../support/sandbox-contract.ts'

const SLOW = { timeout: 120_000, interval: 20 }
let stack: AsyncDisposableStack
let context: BrowserContext
beforeAll(async () => {
  stack = new AsyncDisposableStack()
  ;({ context } = stack.use(await openGateBrowser()))
})
afterAll(() => stack.disposeAsync())

it('of two polls that overtake each other the later request is the book (C18)', async () => {
  const held: (() => void)[] = []
  await using site = await openPageServer((request, response) => {
    const path = request.url ?? ''
    response.setHeader('content-type', path === '/' ? 'text/html' : 'application/json')
    if (path === '/') return void response.end('<p>site</p>')
    const answer = () => void response.end(JSON.stringify({ poll: path }))
    if (path.includes('_=1')) held.push(answer)
    else answer()
  })
  const document = await readSandboxDocument('north', site.origin)
  const source = {
    kind: 'http',
    url: '/odds',
    decoders: ['json'],
    longestSilenceMs: 9000,
    largestFrameBytes: 9000,
  }
  const reading = readContract(document)
  if (!reading.ok) throw new Error(reading.faults.join('; '))
  const { stream } = reading.contract
  const polled = readContract({
    ...document,
    fixtures: reading.contract.fixtures,
    stream: { ...stream, sources: [source] },
  })
  if (!polled.ok) throw new Error(polled.faults.join('; '))
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  const { targetInfo } = await session.send('Target.getTargetInfo')
  const capture = await openCapture(session, targetInfo.targetId)
  const bodies: Frame['body'][] = []
  capture.watch(compileContract(polled.contract), {
    onPageLoad: () => undefined,
    onUnread: () => undefined,
    onFrame: (_source, { body }) => void bodies.push(body),
  })
  await page.goto(`${site.origin}/`)
  await page.evaluate(() => void fetch('/odds?_=1').then((answer) => answer.text()))
  await vi.waitFor(() => expect(held).toHaveLength(1), SLOW)
  await page.evaluate(() => fetch('/odds?_=2').then((answer) => answer.text()))
  await vi.waitFor(() => expect(bodies).toHaveLength(1), SLOW)
  held.forEach((answer) => answer())
  // Another question is read as it comes, and after the older answer.
  await page.evaluate(() => fetch('/odds?event=3').then((answer) => answer.text()))
  await vi.waitFor(() => expect(bodies.at(-1)).toContain('event=3'), SLOW)
  expect(bodies).toEqual(['{"poll":"/odds?_=2"}', '{"poll":"/odds?event=3"}'])
  await page.close()
})
