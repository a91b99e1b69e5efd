import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { NoReply, openBus, type Bus } from '@surefoot/shared/bus'
import { ledgerChain, ledgerDesk, ledgerOpen } from '@surefoot/shared/messages'
import { createLogger } from '@surefoot/shared/runtime'
import {
  childEnvironment,
  createDatabase,
  openTempDir,
  startNats,
  type TestDatabase,
  type TestServer,
} from '@surefoot/testkit'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { asMember } from './as-member.ts'
import { askToOpen, createActs } from './builders.ts'

let nats: TestServer
let database: TestDatabase
let memberUrl = ''
let bus: Bus
const processes: ChildProcess[] = []

beforeAll(async () => {
  ;[nats, database] = await Promise.all([startNats(), createDatabase()])
  memberUrl = await asMember(database.url)
  bus = await openBus({ url: nats.url, service: 'asker', logger: createLogger('test', 'silent') })
})
afterEach(async () => {
  for (const child of processes.splice(0)) await end(child, 'SIGKILL')
})
afterAll(async () => {
  await bus[Symbol.asyncDispose]()
  await Promise.all([nats, database].map((each) => each[Symbol.asyncDispose]()))
})

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
  return child.exitCode
}

/** The service as it runs in production: its own process, with a role that may do nothing but serve. */
function start(change: NodeJS.ProcessEnv = {}): ChildProcess {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../src/main.ts')], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {
      ...childEnvironment(),
      NATS_URL: nats.url,
      DATABASE_URL: memberUrl,
      MIGRATION_DATABASE_URL: database.url,
      LOG_LEVEL: 'warn',
      ...change,
    },
  })
  processes.push(child)
  return child
}

const actsWithin = (deadlineMs: number) =>
  createActs({ ask: (definition, body) => bus.request(definition, body, { deadlineMs }) })
const acts = actsWithin(20_000)

async function untilAnswered(): Promise<void> {
  await vi.waitFor(() => bus.request(ledgerDesk, { deskId: 'main' }, { deadlineMs: 1000 }), {
    timeout: 120_000,
  })
}

async function waitingForARow(client: Client): Promise<boolean> {
  const { rowCount } = await client.query(
    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  )
  return rowCount !== 0
}

test('a ledger that is killed outright among requests loses and doubles nothing', async () => {
  const first = start()
  await untilAnswered()
  await acts.control('RUN')
  const ids = Array.from({ length: 40 }, () => randomUUID())
  const open = (id: string) =>
    actsWithin(5000)
      .open(id, { stake: '1.00' })
      .catch((error: unknown) => error)
  const asks = ids.slice(0, 20).map(open)
  await asks[5]
  // Whatever has not begun by now waits for this row: the kill finds it in the middle.
  const holder = new Client(database.url)
  await holder.connect()
  await holder.query('BEGIN')
  await holder.query('SELECT 1 FROM desks FOR UPDATE')
  asks.push(...ids.slice(20).map(open))
  await vi.waitFor(async () => expect(await waitingForARow(holder)).toBe(true), 120_000)
  await end(first, 'SIGKILL')
  await holder.end()
  const answers = await Promise.all(asks)
  expect(answers.some((answer) => answer instanceof NoReply)).toBe(true)
  start()
  await untilAnswered()
  for (const id of ids) expect(await acts.open(id, { stake: '1.00' })).toMatchObject({ ok: true })
  const chain = await bus.request(ledgerChain, { limit: 500 }, { deadlineMs: 5000 })
  const opened = chain.ok ? chain.events.filter(({ kind }) => kind === 'execution.opened') : []
  expect(new Set(opened.map(({ executionId }) => executionId))).toEqual(new Set(ids))
  expect(opened).toHaveLength(ids.length)
})

test('two ledgers share the requests, and one may end: it answers what it has and exits 0', async () => {
  const [first] = [start(), start()]
  await untilAnswered()
  await acts.control('RUN')
  const asks = Array.from({ length: 20 }, () => acts.open(randomUUID(), { stake: '1.00' }))
  await asks[0]
  expect(await end(first ?? start(), 'SIGTERM')).toBe(0)
  expect((await Promise.all(asks)).every(({ ok }) => ok)).toBe(true)
})

test('when Postgres drops every connection, the next request is answered', async () => {
  start()
  await untilAnswered()
  await acts.control('RUN')
  const client = new Client({ connectionString: database.url })
  await client.connect()
  await client.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  )
  await client.end()
  const ask = askToOpen(randomUUID(), { stake: '1.00' })
  await vi.waitFor(
    async () =>
      expect(await bus.request(ledgerOpen, ask, { deadlineMs: 2000 })).toMatchObject({ ok: true }),
    { timeout: 120_000 },
  )
})

/** What the process logs until this is in it. */
async function untilLogged(child: ChildProcess, words: string): Promise<string> {
  let log = ''
  for await (const piece of child.stdout ?? []) {
    log += String(piece)
    if (log.includes(words)) break
  }
  return log
}

test('a ledger whose role could change the audit chain says so at its start', async () => {
  const words = 'can change the audit chain'
  expect(await untilLogged(start({ DATABASE_URL: database.url }), words)).toContain(words)
})

test('a ledger that is stopped leaves the last head of its chain signed outside of the database', async () => {
  await using dir = await openTempDir()
  const child = start({ ANCHORS_DIR: dir.path, LOG_LEVEL: 'info' })
  const logged = untilLogged(child, 'the head of the audit chain was anchored')
  await untilAnswered()
  await acts.control('HALT_NEW')
  expect(await logged).toContain('"signature"')
  expect(await end(child, 'SIGTERM')).toBe(0)
  const lines = (await readFile(join(dir.path, 'anchors.jsonl'), 'utf8')).trim().split('\n')
  const chain = await chainOf(database.url)
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject(chain)
})

async function chainOf(connectionString: string): Promise<object> {
  const client = new Client({ connectionString })
  await client.connect()
  const { rows } = await client.query(
    'SELECT "sequence", "hash" FROM "audit_chain" ORDER BY "sequence" DESC LIMIT 1',
  )
  await client.end()
  return z.tuple([z.object({ sequence: z.number(), hash: z.string() })]).parse(rows)[0]
}

test('a ledger that starts on a broken audit chain lets nobody click', async () => {
  await using broken = await createDatabase()
  const env = { DATABASE_URL: await asMember(broken.url), MIGRATION_DATABASE_URL: broken.url }
  const first = start(env)
  await untilAnswered()
  await acts.control('RUN')
  await end(first, 'SIGTERM')
  const owner = new Client({ connectionString: broken.url })
  await owner.connect()
  await owner.query('SET session_replication_role = replica')
  await owner.query(`UPDATE "audit_chain" SET "details" = '{}'`)
  await owner.end()
  const second = start(env)
  await vi.waitFor(
    async () =>
      expect(await bus.request(ledgerDesk, { deskId: 'main' }, { deadlineMs: 1000 })).toMatchObject(
        { control: { trading: 'HALT_ALL' } },
      ),
    { timeout: 120_000 },
  )
  await end(second, 'SIGTERM')
})
