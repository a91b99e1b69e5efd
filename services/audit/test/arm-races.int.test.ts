import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { transact } from '../src/database/open-database.ts'
import { createActs } from './builders.ts'
import { openLedger, type TestLedger } from './open-ledger.ts'

let ledger: TestLedger
let acts: ReturnType<typeof createActs>

beforeAll(async () => {
  ledger = await openLedger()
  acts = createActs(ledger)
})
afterAll(() => ledger[Symbol.asyncDispose]())
beforeEach(async () => {
  await ledger.database
    .$executeRaw`TRUNCATE "execution_audit_log", "hedge_events", "legs", "permits", "leases"`
  await acts.startTrading()
})

const isWaited = async (): Promise<boolean> => {
  const waiting = await ledger.database.$queryRaw`
    SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
  return Array.isArray(waiting) && waiting.length === 1
}

/** Changes that another process has made and not yet committed when the permit is asked for. */
const changes = [
  {
    title: 'the desk is being halted',
    code: 'HALTED',
    statements: [`UPDATE "desks" SET "trading" = 'HALT_ALL'`],
  },
  {
    title: 'the lease is passing to another executor',
    code: 'STALE_LEASE',
    statements: [`UPDATE "leases" SET "holder" = 'other', "epoch" = "epoch" + 1`],
  },
  {
    title: 'the leg is being denied',
    code: 'NOT_AUTHORIZED',
    statements: [
      `SELECT 1 FROM "execution_audit_log" FOR UPDATE`,
      `UPDATE "legs" SET "state" = 'DENIED'`,
    ],
  },
  {
    title: 'the account is reserving more stake',
    code: 'OVER_CAP',
    statements: [
      `SELECT 1 FROM "accounts" FOR UPDATE`,
      `UPDATE "legs" SET "stake" = 5000.01 WHERE "role" = 'A'`,
    ],
  },
]

test.for(changes)(
  'while $title, a permit waits and is then refused',
  async ({ code, statements }) => {
    const id = randomUUID()
    await acts.open(id)
    const asked = await transact(ledger.database, async (tx) => {
      for (const statement of statements) await tx.$executeRawUnsafe(statement)
      const reply = acts.arm(`${id}-A`)
      await vi.waitUntil(isWaited, { timeout: 120_000 })
      return { reply }
    })
    expect(await asked.reply).toMatchObject({ ok: false, code })
    expect(await ledger.database.permit.count()).toBe(0)
  },
)
