import { childEnvironment } from '@surefoot/testkit'
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { betOf, createActs, planLeg } from './builders.ts'
import { openLedger, type TestLedger } from './open-ledger.ts'

let ledger: TestLedger

/** Something of everything that a ledger records. */
beforeAll(async () => {
  ledger = await openLedger()
  const acts = createActs(ledger)
  await acts.startTrading()
  const settled = await acts.openAccepted()
  await acts.close(settled)
  await acts.state('A', [betOf(`${settled}-A`, { status: 'won' }), betOf('by-hand')])
  await acts.settle(`${settled}-B`, 'lost', '0')
  const [hedged, open] = [randomUUID(), randomUUID()]
  await acts.open(hedged)
  await acts.arm(`${hedged}-A`)
  await acts.accept(`${hedged}-A`)
  await acts.arm(`${hedged}-B`)
  await acts.record(`${hedged}-B`, 'UNKNOWN')
  await acts.record(`${hedged}-B`, 'ABSENT', { evidence: { note: 'none' } })
  await acts.hedge(hedged, 'triggered')
  await acts.hedge(hedged, 'planned', planLeg(hedged, 'H'))
  await acts.open(open)
  await acts.arm(`${open}-A`)
  await acts.record(`${open}-B`, 'DENIED')
})
afterAll(() => ledger[Symbol.asyncDispose]())

/** The command as an operator runs it. */
async function verify(databaseUrl: string): Promise<{ code: unknown; said: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../src/verify-audit.ts')], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...childEnvironment(), DATABASE_URL: databaseUrl },
  })
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  return { code, said }
}

/** The command's verdict on a table that its owner tampered with, behind every trigger; then it is put back. */
async function verifyTampered(table: string, tampering: string) {
  const { database } = ledger
  const behind = (...statements: string[]) =>
    database.$transaction([
      database.$executeRaw`SET LOCAL session_replication_role = replica`,
      ...statements.map((statement) => database.$executeRawUnsafe(statement)),
    ])
  await behind(`CREATE TABLE "kept" AS TABLE "${table}"`, tampering)
  const verdict = await verify(ledger.url)
  await behind(`DELETE FROM "${table}"`, `INSERT INTO "${table}" TABLE "kept"`, 'DROP TABLE "kept"')
  return verdict
}

test('a ledger that nobody tampered with is what its chain says', async () => {
  const { code, said } = await verify(ledger.url)
  expect(said).toContain('The audit chain is intact: ')
  expect(said).toContain('Every record is as its links say.')
  expect(said).toContain('It is not known whether the whole chain was made again')
  expect(code).toBe(2)
})

test('a changed link is found, with its number', async () => {
  const later = `UPDATE "audit_chain" SET "at" = "at" + interval '1 second' WHERE "sequence" = 6`
  const { code, said } = await verifyTampered('audit_chain', later)
  expect(said).toContain('The audit chain is broken at link 6.')
  expect(code).toBe(1)
  expect(await verify(ledger.url)).toMatchObject({ code: 2 })
})

const TAMPERINGS = [
  {
    what: 'a leg whose state was changed',
    table: 'legs',
    tampering: `UPDATE "legs" SET "state" = 'REJECTED' WHERE "state" = 'ARMED'`,
    finding: /leg .*-A: it is REJECTED, its last link says ARMED/,
  },
  {
    what: 'a leg that was armed without a permit',
    table: 'legs',
    tampering: `UPDATE "legs" SET "armedAt" = now() WHERE "state" = 'DENIED'`,
    finding: /leg .*-B: it was armed, and has no permit/,
  },
  {
    what: 'a settlement that was changed',
    table: 'legs',
    tampering: `UPDATE "legs" SET "settledReturn" = 99 WHERE "settledResult" = 'won'`,
    finding: /leg .*-A: it is settled as won with 99.00 returned, its link says won and 210.00/,
  },
  {
    what: 'a profit that was changed',
    table: 'execution_audit_log',
    tampering: `UPDATE "execution_audit_log" SET "profit" = 1000 WHERE "profit" = 10`,
    finding: /ended success with a profit of 1000.00, its links say success and 10.00/,
  },
  {
    what: 'an execution that was removed',
    table: 'execution_audit_log',
    tampering: `DELETE FROM "execution_audit_log" WHERE "profit" = 10`,
    finding: /execution .*: it is gone, its links are there/,
  },
  {
    what: 'a permit that was slipped in',
    table: 'permits',
    tampering: `INSERT INTO "permits" SELECT gen_random_uuid(), '${randomUUID()}-A', gen_random_uuid(), 'x', 1, false, false, now(), now()`,
    finding: /permit .*: no link tells of it/,
  },
]

test.for(TAMPERINGS)('$what is found', async ({ table, tampering, finding }) => {
  const { code, said } = await verifyTampered(table, tampering)
  expect(said).toMatch(finding)
  expect(said).toContain('The audit chain is intact: ')
  expect(code).toBe(1)
})

test('a ledger that cannot be read is not called good', async () => {
  const { code, said } = await verify('postgres://nobody:x@127.0.0.1:1/none')
  expect(said).toContain('The ledger could not be read.')
  expect(code).toBe(1)
})
