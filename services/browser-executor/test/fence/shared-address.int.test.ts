import { compileContract, readContract, type CompiledContract } from '@surefoot/provider'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { openFence, type Fence } from '../../src/fence/fence.ts'
import { openGateBrowser } from '../support/gate-stand.ts'
import { openPageServer, type PageServer } from '../support/page-server.ts'
import { readSandboxDocument } from '../support/sandbox-contract.ts'

const SLOW = { timeout: 120_000, interval: 20 }
const nowMs = () => performance.now()
const BET = { selection: '7', stake: '10.00', odds: '2.10' }
const permit = { selectionId: '7', stake: '10.00', leastOdds: '2.1' }

let stack: AsyncDisposableStack
let site: PageServer
let page: Page
let fence: Fence
let arrived: string[]
let blocked: string[]

async function readSharedContract(origin: string): Promise<CompiledContract> {
  const document = await readSandboxDocument('north', origin)
  const { place } = compileContract(contractOf(document)).contract
  const endpoint = {
    method: 'POST',
    url: '/graphql',
    encoding: 'json',
    selectionId: '/variables/selection',
    stake: '/variables/stake',
    odds: '/variables/odds',
    isBet: [{ at: '/operationName', equals: 'PlaceBet' }],
  }
  const shared = { ...document, schema: 'provider-contract/2', place: { ...place, endpoint } }
  return compileContract(contractOf(shared))
}

function contractOf(document: unknown) {
  const reading = readContract(document)
  if (!reading.ok) throw new Error(reading.faults.join('; '))
  return reading.contract
}

beforeAll(async () => {
  stack = new AsyncDisposableStack()
  const { context } = stack.use(await openGateBrowser())
  site = stack.use(
    await openPageServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        if (request.method === 'POST') arrived.push(Buffer.concat(chunks).toString('utf8'))
        response.setHeader('content-type', 'text/html')
        response.end(request.method === 'POST' ? '{"data":{}}' : '<p>site</p>')
      })
    }),
  )
  const browser = context.browser()
  if (!browser) throw new Error('no browser')
  fence = await openFence(browser, { nowMs, onBlocked: ({ why }) => void blocked.push(why) })
  await fence.guard(await readSharedContract(site.origin))
  page = await context.newPage()
  await page.goto(`${site.origin}/`)
})
afterAll(() => stack.disposeAsync())
beforeEach(() => {
  arrived = []
  blocked = []
})

/** What the page gets: the status of the answer, or that there was none. */
const post = (body: string) =>
  page.evaluate(
    (sent) =>
      fetch('/graphql', { method: 'POST', body: sent }).then(
        ({ status }) => status,
        () => 'failed',
      ),
    body,
  )
const call = (operationName: string, variables: object = {}) =>
  JSON.stringify({ operationName, variables })
const openPass = (livesMs: number) =>
  fence.openPass({ permit, expiresAtMs: nowMs() + livesMs, waitMs: 60_000 })

describe('an address that bets share with everything else (C25)', () => {
  it('is open to what is no bet, with a pass and without', async () => {
    expect(await post(call('Session'))).toBe(200)
    const passing = openPass(60_000)
    expect(await post(call('Odds'))).toBe(200)
    expect(await post(call('PlaceBet', BET))).toBe(200)
    expect(await passing).toMatchObject({
      kind: 'answered',
      asked: { stake: '10.00', odds: '2.1' },
    })
    expect(await post(call('Session'))).toBe(200)
    expect(arrived).toEqual([call('Session'), call('Odds'), call('PlaceBet', BET), call('Session')])
    expect(blocked).toEqual([])
  })

  it.each([
    ['a bet', call('PlaceBet', BET)],
    ['a bet among other calls', `[${call('Odds')},${call('PlaceBet', BET)}]`],
    ['a request that does not say what it is', '{"query":"mutation { placeBet }"}'],
    ['a request that cannot be read', 'PlaceBet'],
  ])('is closed to %s without a pass', async (_what, body) => {
    expect(await post(body)).toBe('failed')
    await vi.waitFor(() => expect(blocked).toEqual(['no permit was given for it']), SLOW)
    expect(arrived).toEqual([])
  })

  it('lets the second bet of one permit not out, and everything else', async () => {
    const passing = openPass(60_000)
    expect(await post(call('PlaceBet', BET))).toBe(200)
    await passing
    expect(await post(call('PlaceBet', BET))).toBe('failed')
    expect(await post(call('Odds'))).toBe(200)
    expect(arrived).toEqual([call('PlaceBet', BET), call('Odds')])
  })

  it('names what of a bet cannot be read', async () => {
    const passing = openPass(60_000)
    expect(await post(call('PlaceBet', { ...BET, stake: undefined }))).toBe('failed')
    const why = 'it is not readable as one bet: it has nothing that place.endpoint.stake can read'
    expect(await passing).toEqual({ kind: 'not-sent', code: 'FENCE_BLOCKED', why })
  })

  it('proves nothing of a click that sent a request of a new name', async () => {
    const passing = openPass(2000)
    expect(await post(call('PlaceBetV2', BET))).toBe(200)
    expect(await passing).toMatchObject({ kind: 'no-answer' })
  })
})
