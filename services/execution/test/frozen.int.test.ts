import { NoReply } from '@surefoot/shared/bus'
import { execRequest, ledgerDesk } from '@surefoot/shared/messages'
import { findFreePort, openFaultProxy, type FaultProxy } from '@surefoot/testkit'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { buildRequest } from './build.ts'
import { openBookmaker, type Moment, type ScriptedBookmaker } from './scripted-bookmaker.ts'
import { openWorld, statesOf, WAIT, type ServerKind, type World } from './world.ts'

/** Longer than any limit of a query, so that each question is answered while it lasts. `FREEZE_SECONDS=120` is the long form. */
const FROZEN_MS = Number(process.env['FREEZE_SECONDS'] ?? 24) * 1000
const ANSWERED_WITHIN_MS = 21_000
const MOMENTS: readonly Moment[] = ['prepare A', 'place A', 'answer A', 'place B']

const stack = new AsyncDisposableStack()
const ways = new Map<ServerKind, FaultProxy>()
let healthPorts: { readonly audit: number; readonly execution: number }
let world: World

beforeAll(async () => {
  healthPorts = { audit: await findFreePort(), execution: await findFreePort() }
  const through = async (server: ServerKind, url: string): Promise<string> => {
    const proxy = stack.use(await openFaultProxy(url))
    ways.set(server, proxy)
    return proxy.url
  }
  world = stack.use(await openWorld({ through, healthPorts }))
  world.startExecution()
})
afterAll(() => stack.disposeAsync())

const readiness = z.object({ missing: z.array(z.string()) })

async function readMissing(service: 'audit' | 'execution'): Promise<string[]> {
  const reply = await fetch(`http://127.0.0.1:${healthPorts[service]}/readyz`)
  return readiness.parse(await reply.json()).missing
}

interface Begun {
  readonly executionId: string
  readonly bookmaker: ScriptedBookmaker
  /** Lets the bookmaker go on. */
  readonly release: () => void
}

/** An execution, alone on its desk, that has come to a moment, and waits there. */
async function beginTo(moment: Moment): Promise<Begun> {
  const deskId = await world.openDesk()
  const bookmaker = await openBookmaker(world.executorBus, deskId)
  const reached = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  bookmaker.before = async (present) => {
    if (present !== moment) return
    reached.resolve()
    await released.promise
  }
  const request = buildRequest({ deskId })
  await world.ring(execRequest, request, { id: request.executionId })
  await reached.promise
  return { executionId: request.executionId, bookmaker, release: released.resolve }
}

/**
 * It ends, or is an operator's; nothing is in a book twice, and what is in one is covered, or an operator's where the freeze
 * was longer than a hedge may wait.
 */
async function expectWhole({ executionId, bookmaker }: Begun): Promise<void> {
  const record = await vi.waitFor(async () => {
    const found = await world.readRecord(executionId)
    const isOperators = found.legs.some(({ state }) => state === 'ESCALATED')
    expect(isOperators || found.execution.closedAt !== null).toBe(true)
    return found
  }, WAIT)
  const booked = [...bookmaker.book.A, ...bookmaker.book.B].map(({ legId }) => legId)
  expect(new Set(booked).size).toBe(booked.length)
  const { A, B, H } = statesOf(record)
  const isLeftToOperator = record.hedgeEvents.some(({ step }) => step === 'escalated')
  const hasOwner = isLeftToOperator || A !== 'ACCEPTED' || B === 'ACCEPTED' || H === 'ACCEPTED'
  expect({ A, B, H, hasOwner }).toMatchObject({ hasOwner: true })
  await bookmaker[Symbol.asyncDispose]()
}

/** Asks the ledger until stopped: how many questions were left without an answer, be it that it failed. */
async function askUntil(stopping: AbortSignal): Promise<number> {
  let unanswered = 0
  while (!stopping.aborted)
    await world.bus
      .request(ledgerDesk, { deskId: 'main' }, { deadlineMs: ANSWERED_WITHIN_MS })
      .catch((error: unknown) => {
        if (!(error instanceof NoReply) || error.code === 'TIMEOUT') unanswered += 1
      })
  return unanswered
}

/** Opens executions on a new desk until one has its permits. */
async function untilPermit(): Promise<void> {
  const deskId = await vi.waitFor(() => world.openDesk(), WAIT)
  await using bookmaker = await openBookmaker(world.executorBus, deskId)
  let matches = 0
  await vi.waitFor(async () => {
    matches += 1
    const request = buildRequest({ deskId, matchId: `match ${matches}` })
    await world.ring(execRequest, request, { id: request.executionId })
    const own = { timeout: 5000, interval: 50 }
    await vi.waitFor(() => expect(bookmaker.placed).toContain(`${request.executionId}-A`), own)
  }, WAIT)
}

test.each([
  ['postgres', 'audit'],
  ['redis', 'execution'],
  ['nats', 'execution'],
] as const)(
  'a frozen %s is named by %s, no question to the ledger stays open, and once it goes on nothing is doubled',
  { timeout: 600_000 + FROZEN_MS },
  async (server, service) => {
    const begun = await Promise.all(MOMENTS.map(beginTo))
    const frozen = ways.get(server)?.freeze()
    const frozenAt = performance.now()
    for (const { release } of begun) release()
    const stopping = new AbortController()
    // Of a frozen NATS alone nobody can answer: its clients find it by their own clock.
    const asking = server === 'nats' ? Promise.resolve(0) : askUntil(stopping.signal)
    await vi.waitFor(async () => expect(await readMissing(service)).toContain(server), WAIT)
    const isOver = (): void => expect(performance.now() - frozenAt).toBeGreaterThan(FROZEN_MS)
    await vi.waitFor(isOver, { timeout: 2 * FROZEN_MS, interval: 50 })
    expect(frozen?.end()).toBeGreaterThan(0)
    const thawedAt = performance.now()
    await vi.waitFor(async () => expect(await readMissing(service)).toEqual([]), WAIT)
    const readyMs = Math.round(performance.now() - thawedAt)
    await untilPermit()
    const permitMs = Math.round(performance.now() - thawedAt)
    stopping.abort()
    expect(await asking).toBe(0)
    for (const one of begun) await expectWhole(one)
    process.stdout.write(
      `${server} frozen for ${FROZEN_MS} ms: ready ${readyMs} ms after, a permit ${permitMs} ms after\n`,
    )
  },
)
