import { randomUUID } from 'node:crypto'
import { ledgerArm, ledgerExecution } from '@surefoot/shared/messages'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createActs } from './builders.ts'
import { openLedger, type TestLedger } from './open-ledger.ts'

let ledger: TestLedger
let owner: Client
let acts: ReturnType<typeof createActs>

beforeAll(async () => {
  ledger = await openLedger()
  owner = new Client({ connectionString: ledger.url })
  await owner.connect()
  acts = createActs(ledger)
  await acts.startTrading()
})
afterAll(async () => {
  await owner.end()
  await ledger[Symbol.asyncDispose]()
})

/** Ends every connection of the service, whatever it does, as Postgres does when it is stopped or fails over. */
const endConnections = () =>
  owner.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  )

test('an act that had not begun when Postgres ended the connections is done on a fresh one (C31)', async () => {
  for (let round = 0; round < 15; round++) {
    const id = randomUUID()
    await acts.open(id)
    await acts.arm(`${id}-A`)
    await acts.accept(`${id}-A`)
    // Several connections lie idle in the pool, each of which may be handed out dead.
    await Promise.all(
      Array.from({ length: 8 }, () => ledger.ask(ledgerExecution, { executionId: id })),
    )
    await endConnections()
    const arming = {
      legId: `${id}-B`,
      executorId: 'executor-1',
      epoch: 1,
      nonce: randomUUID(),
      isSimulated: false,
      balanceBefore: '500.00',
    }
    const reply = await ledger.bus.request(ledgerArm, arming, { deadlineMs: 20_000 })
    expect(reply, `round ${round}`).toMatchObject({ ok: true })
  }
  expect(await ledger.database.permit.count()).toBe(30)
})

test('a question that only reads is asked once more', async () => {
  const id = randomUUID()
  await acts.open(id)
  for (let round = 0; round < 15; round++) {
    await endConnections()
    const ask = ledger.bus.request(ledgerExecution, { executionId: id }, { deadlineMs: 20_000 })
    expect(await ask).toMatchObject({ ok: true })
  }
})

test('an act that is cut short before its commit is refused at once, and nothing of it is written', async () => {
  const id = randomUUID()
  await acts.open(id)
  const holder = new Client({ connectionString: ledger.url })
  await holder.connect()
  // It is ended with the others.
  holder.on('error', () => undefined)
  await holder.query('BEGIN')
  await holder.query('SELECT 1 FROM "desks" FOR UPDATE')
  const asked = acts.arm(`${id}-A`)
  await expect
    .poll(async () => (await owner.query(WAITING)).rowCount, { interval: 20 })
    .toBeGreaterThan(0)
  await endConnections()
  expect(await asked).toMatchObject({ ok: false, code: 'LEDGER_INTERRUPTED' })
  expect(await ledger.database.leg.findUnique({ where: { id: `${id}-A` } })).toMatchObject({
    state: 'AUTHORIZED',
  })
  expect(await acts.arm(`${id}-A`)).toMatchObject({ ok: true })
})

const WAITING = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
