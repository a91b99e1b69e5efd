import { execRequest, ledgerExecution, type ExecutionRecord } from '@surefoot/shared/messages'
import { openNatsCluster, type NatsCluster } from '@surefoot/testkit'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { buildRequest } from './build.ts'
import { openBookmaker, type ScriptedBookmaker } from './scripted-bookmaker.ts'
import { openWorld, statesOf, WAIT, type World } from './world.ts'

let cluster: NatsCluster
let world: World
let execution: ReturnType<World['startExecution']>

beforeAll(async () => {
  cluster = await openNatsCluster()
  world = await openWorld({ natsUrl: cluster.url })
  execution = world.startExecution()
  // With a queue on one server alone the loss of that server would be the loss of the queue.
  await untilHedged(await beginLoneLeg())
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
  await cluster[Symbol.asyncDispose]()
})

/** A request that is as old is refused, and nothing comes of it. */
const REQUEST_LIVES_MS = 30_000
/** One that was in time may be on its way to the ledger still. */
const OPENED_WITHIN_MS = 10_000

interface LoneLeg {
  readonly executionId: string
  readonly expiresAt: number
  readonly bookmaker: ScriptedBookmaker
}

/** An execution, alone on its desk, whose B is rejected. */
async function beginLoneLeg(): Promise<LoneLeg> {
  const deskId = await vi.waitFor(() => world.openDesk(), WAIT)
  const bookmaker = await openBookmaker(world.executorBus, deskId)
  bookmaker.fates.B = 'reject'
  const request = buildRequest({ deskId })
  const { executionId } = request
  const expiresAt = await vi.waitFor(async () => {
    const expiry = Date.now() + REQUEST_LIVES_MS
    await world.bus.enqueue(execRequest, { ...request, expiresAt: expiry }, { id: executionId })
    return expiry
  }, WAIT)
  return { executionId, expiresAt, bookmaker }
}

/**
 * How long its leg was alone, by the ledger's clock; undefined if no leg was taken, because its request was cut short or
 * became too old. Nothing is in a book twice, and what is in one is covered.
 */
async function untilHedged({
  executionId,
  expiresAt,
  bookmaker,
}: LoneLeg): Promise<number | undefined> {
  const record = await vi.waitFor(() => readEnded(executionId, expiresAt), WAIT)
  const booked = [...bookmaker.book.A, ...bookmaker.book.B].map(({ legId }) => legId)
  await bookmaker[Symbol.asyncDispose]()
  expect(new Set(booked).size).toBe(booked.length)
  const { A, H } = record === undefined ? {} : statesOf(record)
  expect(booked).toHaveLength(A === 'ACCEPTED' ? 2 : 0)
  expect(H).toBe(A === 'ACCEPTED' ? 'ACCEPTED' : undefined)
  return record !== undefined && A === 'ACCEPTED' ? aloneMs(record) : undefined
}

/** Undefined: it was never opened, and never will be. Throws while it is under way, or the ledger does not reply. */
async function readEnded(
  executionId: string,
  expiresAt: number,
): Promise<ExecutionRecord | undefined> {
  const reply = await world.bus.request(ledgerExecution, { executionId }, { deadlineMs: 10_000 })
  if (reply.ok) {
    expect(reply.execution.closedAt).not.toBeNull()
    return reply
  }
  expect(reply.code).toBe('NOT_FOUND')
  expect(Date.now()).toBeGreaterThan(expiresAt + OPENED_WITHIN_MS)
  return undefined
}

function aloneMs({ hedgeEvents }: ExecutionRecord): number {
  const at = (wanted: string): number =>
    Date.parse(hedgeEvents.find(({ step }) => step === wanted)?.timestamp ?? '')
  return at('covered') - at('triggered')
}

/** Kills a server, and starts it again in any case: with two away there is no JetStream. */
async function without<T>(index: number, act: () => Promise<T>): Promise<T> {
  const node = cluster.nodes[index]
  await node?.end('kill')
  try {
    return await act()
  } finally {
    await node?.start()
  }
}

test.each([0, 1, 2])(
  'lone legs are hedged though NATS server %i of three is killed among them',
  async (index) => {
    const before = await Promise.all([beginLoneLeg(), beginLoneLeg(), beginLoneLeg()])
    const alone = await without(index, async () => {
      const after = [await beginLoneLeg(), await beginLoneLeg(), await beginLoneLeg()]
      return Promise.all([...before, ...after].map(untilHedged))
    })
    const measured = alone.filter((ms) => ms !== undefined)
    expect(measured.length).toBeGreaterThan(0)
    process.stdout.write(
      `NATS server ${index} of three killed: legs were alone for ${measured.join(', ')} ms\n`,
    )
  },
)

test('a process starts while one of three NATS servers is away, and hedges', async () => {
  await without(0, async () => {
    await execution.kill('SIGKILL')
    execution = world.startExecution()
    await vi.waitFor(() => expect(execution.output()).toContain('execution is ready'), WAIT)
    await expect
      .poll(async () => untilHedged(await beginLoneLeg()), { timeout: 600_000 })
      .toBeGreaterThan(0)
  })
})
