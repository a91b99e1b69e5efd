/**
 * The fence: the only way for a bet to leave a browser.
 *
 * Owns every request of the whole browser: of all tabs, frames, workers and service workers, sent by fetch, form, beacon or
 * anything else over HTTP. Each is decided here and not by a pattern, because an address can be spelled in many ways. Does not
 * own web sockets: what is placed over one goes through the page gate. It is put up before the first page loads, since what
 * was loaded before it would pass it by.
 *
 * F1. From `guard` on, no bet to the place endpoint is sent by Chromium. One that may leave is carried by us. On an address
 *     that bets share with other requests, what is not surely something else is a bet.
 * F2. A pass lets out at most one request, before its end, equal to its permit (I1, I2). The check, the spending of the
 *     pass and the begin of the carriage are one synchronous step.
 * F3. The first request under a pass spends it, whether it is let out or not.
 * F4. `not-sent` is proof: nothing of the pass has left and nothing will. It is never said once the session with the
 *     browser has ended before a request was seen, because Chromium lets go what it had held for us; nor where the click may
 *     have sent something else that is no plain reading: it may be a bet at an address that the contract does not know.
 * F5. The raw answer is ours before the page sees it, and stays ours if the page or the browser is gone.
 */
import { isRead, type CompiledContract, type PlaceRequest } from '@surefoot/provider'
import type { Browser, CDPSession } from 'playwright-core'
import { carryRequest, type Carriage } from './carry-request.ts'
import { createPasses, type Passage, type Passes, type PassOrder } from './pass.ts'
import { answerPage, readPaused, type PausedRequest } from './paused-request.ts'

/** An answer to the page's question for the outcome of a pending bet. */
export interface FollowAnswer {
  readonly method: string
  readonly url: string
  readonly status: number
  readonly body: string
}

export interface Fence {
  readonly guard: (contract: CompiledContract) => Promise<void>
  /** Let out the one request that equals the permit. Throws if a pass is open; never rejects otherwise. */
  readonly openPass: (order: PassOrder) => Promise<Passage>
  /** Let nothing out under the open pass, unless a request has spent it. */
  readonly cancelPass: Passes['cancel']
  /** Hear the answers about pending bets until stopped. */
  readonly onFollow: (listener: (answer: FollowAnswer) => void) => () => void
}

export interface BlockedBet {
  /** What it would have bet; undefined: nobody can tell. */
  readonly asked: PlaceRequest | undefined
  readonly why: string
}

export interface FenceOptions {
  readonly nowMs: () => number
  /** A bet was kept from leaving; once for each request. */
  readonly onBlocked: (blocked: BlockedBet) => void
}

/** A pattern that no request meets: interception must be on before a page loads, and the contract comes later. */
const NOTHING = [{ urlPattern: 'http://nothing.invalid/*' }]

export async function openFence(browser: Browser, options: FenceOptions): Promise<Fence> {
  const session = await browser.newBrowserCDPSession()
  const passes = createPasses(options.nowMs)
  const followers = new Set<(answer: FollowAnswer) => void>()
  let contract: CompiledContract | undefined

  // Nothing that it throws may end the process; it runs without a pause up to its first await (F2).
  const handle = async (paused: PausedRequest): Promise<unknown> => {
    const { requestId, method, url, answer } = paused
    if (answer !== null) return tellFollowers(session, paused, followers)
    if (contract?.mayPlace(method, url)) {
      const other = readOther(contract, paused)
      if (other === undefined) return checkBet(session, { paused, contract, passes }, options)
      passes.passBy(other)
    } else if (contract !== undefined && !isRead(method)) {
      passes.passBy(kindOf(method, url), { mayBeBet: contract.isOwnUrl(url) })
    }
    return session.send('Fetch.continueRequest', { requestId })
  }
  browser.once('disconnected', () => passes.lose('the browser ended'))
  session.on('Fetch.requestPaused', (event) => {
    // It fails if the browser is gone, and whoever waited for it with it.
    handle(readPaused(event)).catch(() => undefined)
  })
  await session.send('Fetch.enable', { patterns: NOTHING })
  return {
    guard: async (guarded) => {
      contract = guarded
      await session.send('Fetch.enable', { patterns: patternsOf(guarded) })
    },
    openPass: passes.open,
    cancelPass: passes.cancel,
    onFollow: (listener) => {
      followers.add(listener)
      return () => void followers.delete(listener)
    },
  }
}

/** What a request on a shared address is, if it is surely no bet. */
function readOther(contract: CompiledContract, paused: PausedRequest): string | undefined {
  const { method, url, body } = paused
  return body && contract.readOther(method, url, body.toString('utf8'))
}

/** A request as its page sends it each time: numbers and ids of its path are left out. */
function kindOf(method: string, url: string): string {
  const { host, pathname } = new URL(url)
  return `${method} ${host}${pathname.replace(/\/(?=[^/]*\d)[\da-f-]{6,}(?=\/|$)|\/\d+(?=\/|$)/gi, '/#')}`
}

interface BetRequest {
  readonly paused: PausedRequest
  readonly contract: CompiledContract
  readonly passes: Passes
}

async function checkBet(
  session: CDPSession,
  { paused, contract, passes }: BetRequest,
  { nowMs, onBlocked }: FenceOptions,
): Promise<void> {
  const { requestId, method, url, body } = paused
  const text = body?.toString('utf8')
  const asked = text === undefined ? text : contract.readPlaceRequest(method, url, text)
  const taken = passes.take(asked, text === undefined ? text : contract.explainRequest(text))
  if (!taken.lets || !body) {
    const failing = session.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' })
    onBlocked({ asked, why: taken.lets ? 'it has no body' : taken.why })
    await failing
    return
  }
  const { expiresAtMs, waitMs: timeoutMs } = taken.order
  const carriage = await carryRequest({ ...paused, body }, { expiresAtMs, timeoutMs, nowMs })
  taken.settle(readPassage(taken.asked, carriage))
  await answerPage(session, requestId, carriage.kind === 'answered' ? carriage : undefined)
}

function readPassage(
  asked: Extract<Passage, { kind: 'answered' }>['asked'],
  carriage: Carriage,
): Passage {
  if (carriage.kind === 'not-sent') return { ...carriage, code: 'NOT_SENT' }
  if (carriage.kind === 'no-answer') return carriage
  const { status, body } = carriage
  // As a page reads it: without a mark of the byte order.
  return { kind: 'answered', asked, status, body: new TextDecoder().decode(body) }
}

async function tellFollowers(
  session: CDPSession,
  { requestId, method, url, answer }: PausedRequest,
  followers: ReadonlySet<(answer: FollowAnswer) => void>,
): Promise<void> {
  if (followers.size > 0 && typeof answer === 'number') {
    const read = await session.send('Fetch.getResponseBody', { requestId })
    const body = Buffer.from(read.body, read.base64Encoded ? 'base64' : 'utf8').toString('utf8')
    for (const tell of followers) tell({ method, url, status: answer, body })
  }
  await session.send('Fetch.continueRequest', { requestId })
}

/**
 * Of a contract that places by requests, all requests are held. In a CDP pattern `?` stands for one character and `*` for any
 * run of them.
 */
function patternsOf({ contract }: CompiledContract) {
  const { follow } = contract.receipt
  const followed = follow
    ? contract.origins.map((origin) => `${origin}${follow.url.replaceAll('?', '\\?')}*`)
    : []
  return [
    // An empty list would stop everything.
    ...NOTHING,
    ...(contract.place.endpoint ? [{ urlPattern: '*', requestStage: 'Request' as const }] : []),
    ...followed.map((urlPattern) => ({ urlPattern, requestStage: 'Response' as const })),
  ]
}
