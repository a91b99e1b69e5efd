import { createHash, randomUUID } from 'node:crypto'
import { ledgerChain } from '@surefoot/shared/messages'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import {
  START,
  verifyChain,
  type ChainPoint,
  type ChainVerdict,
} from '../src/chain/verify-chain.ts'
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
  expect(chain).toMatchObject({ isIntact: true, length: 106 })
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

const TAMPERINGS = {
  'a changed link': [
    `UPDATE "audit_chain" SET "details" = '{"stake":"1.00"}' WHERE "sequence" = 4`,
    4,
  ],
  'a changed link whose hash was made anew': [
    `UPDATE "audit_chain" link SET "details" = '{"stake":"2.00"}', "hash" = audit_link_hash(
       (link."sequence", link."at", link."kind", link."executionId", '{"stake":"2.00"}'::jsonb, link."previousHash", '')::"audit_chain"
     ) WHERE "sequence" = 4`,
    5,
  ],
  'a removed link': [`DELETE FROM "audit_chain" WHERE "sequence" = 4`, 4],
  'a removed first link': [`DELETE FROM "audit_chain" WHERE "sequence" = 1`, 1],
  'many removed links': [`DELETE FROM "audit_chain" WHERE "sequence" BETWEEN 5 AND 90`, 5],
} as const

/** The verdict over a chain that was tampered with as only the tables' owner can, and was then put back. */
async function judgeTampered(tampering: string, from: ChainPoint, pageSize = 1000) {
  let verdict: ChainVerdict | undefined
  const undone = ledger.database.$transaction(async (tx) => {
    await tx.$executeRaw`ALTER TABLE "audit_chain" DISABLE TRIGGER audit_chain_append_only`
    await tx.$executeRawUnsafe(tampering)
    verdict = await verifyChain(tx, from, pageSize)
    throw new Undone()
  })
  await expect(undone).rejects.toThrow(Undone)
  return verdict
}

test.for(Object.entries(TAMPERINGS))(
  'tampering behind the trigger is seen, and where: %s',
  async ([, [tampering, brokenAt]]) => {
    for (const pageSize of [1, 3, 4, 1000])
      expect(await judgeTampered(tampering, START, pageSize)).toMatchObject({
        brokenAt,
        end: { sequence: brokenAt - 1 },
      })
    expect(await ledger.ask(ledgerChain, { limit: 1 })).toMatchObject({ isIntact: true })
  },
)

test('an end of the chain that was cut off is seen by who has seen it before', async () => {
  const { end } = await verifyChain(ledger.database)
  expect(end.sequence).toBe(106)
  const cut = `DELETE FROM "audit_chain" WHERE "sequence" > 100`
  expect(await judgeTampered(cut, end)).toMatchObject({ brokenAt: 106, end })
  expect(await judgeTampered(cut, START)).toMatchObject({ brokenAt: null })
})

test('the chain can be read in its order, page after page', async () => {
  const sequences: number[] = []
  for (let page = 0; page < 3; page += 1) {
    const chain = await ledger.ask(ledgerChain, { after: sequences.at(-1) ?? 0, limit: 40 })
    if (chain.ok) sequences.push(...chain.events.map(({ sequence }) => sequence))
  }
  expect(sequences).toEqual(Array.from({ length: 106 }, (_, index) => index + 1))
})

/** Rolls a tampering back. */
class Undone extends Error {}
