import { createHash, randomUUID } from 'node:crypto'
import { ledgerChain } from '@surefoot/shared'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { verifyChain } from '../src/database/audit-chain.ts'
import { createActs } from './builders.ts'
import { openLedger, type TestLedger } from './open-ledger.ts'

let ledger: TestLedger
let acts: ReturnType<typeof createActs>
const id = randomUUID()

beforeAll(async () => {
  ledger = await openLedger()
  acts = createActs(ledger)
  await acts.startTrading()
  await acts.open(id)
  await acts.arm(`${id}-A`)
  await acts.accept(`${id}-A`)
})
afterAll(() => ledger[Symbol.asyncDispose]())

const rows = z.array(z.record(z.string(), z.string()))

test('each step of an execution is a link, written with the step', async () => {
  const chain = await ledger.ask(ledgerChain, { executionId: id, limit: 10 })
  const kinds = chain.ok ? chain.events.map(({ kind }) => kind) : []
  expect(kinds).toEqual(['leg.recorded', 'leg.armed', 'execution.opened'])
  expect(chain).toMatchObject({ isIntact: true })
})

test('a hundred steps at once still make one unbroken chain', async () => {
  const ids = Array.from({ length: 50 }, () => randomUUID())
  await Promise.all(ids.map((each) => acts.open(each, { stake: '1.00' })))
  await Promise.all(ids.map((each) => acts.arm(`${each}-A`)))
  const chain = await ledger.ask(ledgerChain, { limit: 500 })
  expect(chain).toMatchObject({ isIntact: true, length: 104 })
})

test('anyone can recompute a hash from the row', async () => {
  const [link] = rows.parse(
    await ledger.database.$queryRaw`
      SELECT "sequence"::text, to_char("at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "at",
        "kind", "executionId"::text, "details"::text, "previousHash", "hash"
      FROM "audit_chain" WHERE "kind" = 'leg.armed' LIMIT 1`,
  )
  const parts = ['sequence', 'at', 'kind', 'executionId', 'details', 'previousHash']
  const text = parts.map((part) => link?.[part]).join('\n')
  expect(createHash('sha256').update(text).digest('hex')).toBe(link?.['hash'])
})

test('links can be neither changed nor removed', async () => {
  const { database } = ledger
  const attempts = [
    () => database.$executeRaw`UPDATE "audit_chain" SET "details" = '{}'`,
    () => database.$executeRaw`DELETE FROM "audit_chain"`,
    () => database.$executeRaw`TRUNCATE "audit_chain"`,
  ]
  for (const attempt of attempts) await expect(attempt()).rejects.toThrow('append-only')
  expect(await ledger.ask(ledgerChain, { limit: 1 })).toMatchObject({ isIntact: true })
})

test('tampering behind the trigger is seen: a changed link, a removed one, a forged one', async () => {
  const { database } = ledger
  const tamperings = [
    `UPDATE "audit_chain" SET "details" = '{"stake":"1.00"}' WHERE "sequence" = 4`,
    `UPDATE "audit_chain" link SET "details" = '{"stake":"2.00"}', "hash" = audit_link_hash(
       (link."sequence", link."at", link."kind", link."executionId", '{"stake":"2.00"}'::jsonb, link."previousHash", '')::"audit_chain"
     ) WHERE "sequence" = 4`,
    `DELETE FROM "audit_chain" WHERE "sequence" = 4`,
    `DELETE FROM "audit_chain" WHERE "sequence" = 1`,
  ]
  for (const tampering of tamperings) {
    const seen = database.$transaction(async (tx) => {
      await tx.$executeRaw`ALTER TABLE "audit_chain" DISABLE TRIGGER audit_chain_append_only`
      await tx.$executeRawUnsafe(tampering)
      const { isIntact } = await verifyChain(tx)
      throw new Undone(isIntact ? 'intact' : 'broken')
    })
    await expect(seen).rejects.toThrow('broken')
  }
  expect(await ledger.ask(ledgerChain, { limit: 1 })).toMatchObject({ isIntact: true })
})

/** Rolls a tampering back. */
class Undone extends Error {}
