import { randomUUID } from 'node:crypto'
import { openBus, type Bus } from '@surefoot/shared/bus'
import { createLogger } from '@surefoot/shared/runtime'
import {
  openName,
  openPostgresPair,
  startNats,
  startService,
  type PostgresPair,
  type ServerName,
} from '@surefoot/testkit'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createActs } from './builders.ts'

const WAIT = { timeout: 120_000, interval: 100 }
const stack = new AsyncDisposableStack()
let pair: PostgresPair
let name: ServerName
let bus: Bus

/** The ledger as it runs in production, on one name that leads to the primary. */
beforeAll(async () => {
  const nats = stack.use(await startNats())
  pair = stack.use(await openPostgresPair())
  name = stack.use(await openName(pair.primary.server().url))
  const environment = {
    NATS_URL: nats.url,
    DATABASE_URL: name.url,
    POSTGRES_DURABILITY: 'demanded',
    MAX_EXPOSURE_PER_MATCH: '1000000',
    MAX_TOTAL_EXPOSURE: '1000000',
  }
  stack.use(startService('audit', environment))
  const logger = createLogger('test', 'silent')
  bus = stack.use(await openBus({ url: nats.url, service: 'asker', logger }))
  await vi.waitFor(() => acts.control('HALT_NEW', 'main', 'paper'), WAIT)
})
afterAll(() => stack.disposeAsync())

const acts = createActs({
  ask: (definition, body) => bus.request(definition, body, { deadlineMs: 3000 }),
})

test('live is refused while commits do not wait for the standby, and allowed once they do', async () => {
  expect(await acts.control('RUN')).toMatchObject({ ok: false, code: 'STANDBY_NOT_SYNCHRONOUS' })
  expect(await acts.control('RUN', 'main', 'paper')).toMatchObject({ ok: true })
  await pair.awaitStandby()
  await vi.waitFor(async () => expect(await acts.control('RUN')).toMatchObject({ ok: true }), WAIT)
})

/** Executions one after another until stopped; only what was answered counts. */
function trade(permitted: Map<string, number>, stopping: AbortSignal): Promise<void> {
  const one = async (): Promise<void> => {
    const id = randomUUID()
    if (!(await acts.open(id)).ok) return
    for (const role of ['A', 'B']) {
      if (!(await acts.arm(`${id}-${role}`)).ok) return
      permitted.set(`${id}-${role}`, performance.now())
      await acts.accept(`${id}-${role}`)
    }
  }
  return (async () => {
    while (!stopping.aborted) await one().catch(() => undefined)
  })()
}

test('a primary that is killed in mid-trade leaves every permit to its synchronous standby', async () => {
  await Promise.all([acts.lease('A', { ttlMs: 120_000 }), acts.lease('B', { ttlMs: 120_000 })])
  const permitted = new Map<string, number>()
  const stopping = new AbortController()
  const traders = [1, 2, 3, 4].map(() => trade(permitted, stopping.signal))
  await vi.waitFor(() => expect(permitted.size).toBeGreaterThan(20), WAIT)
  const killedAt = performance.now()
  await pair.primary.end('kill')
  await pair.promote()
  name.leadTo(pair.standby.server().url)
  const after = () => [...permitted.values()].filter((at) => at > killedAt + 1)
  await vi.waitFor(() => expect(after().length).toBeGreaterThan(10), WAIT)
  stopping.abort()
  await Promise.all(traders)
  const client = new Client({ connectionString: pair.standby.server().url })
  await client.connect()
  const { rows } = await client.query<{ legId: string }>('SELECT "legId" FROM "permits"')
  await client.end()
  const known = new Set(rows.map(({ legId }) => legId))
  expect([...permitted.keys()].filter((legId) => !known.has(legId))).toEqual([])
  const backMs = Math.round(Math.min(...after()) - killedAt)
  process.stdout.write(
    `Postgres failed over: ${permitted.size} permits, none lost, the next ${backMs} ms after the kill\n`,
  )
})
