import { afterAll, beforeAll, expect, test } from 'vitest'
import { appendLink } from '../src/database/audit-chain.ts'
import { transact } from '../src/database/open-database.ts'
import { openLedger, type TestLedger } from './open-ledger.ts'

let ledger: TestLedger

beforeAll(async () => {
  ledger = await openLedger()
})
afterAll(() => ledger[Symbol.asyncDispose]())

const link = (kind: string) => ({ kind, executionId: null, details: { kind } })

const readKinds = async () => {
  const links = await ledger.database.auditLink.findMany({ orderBy: { sequence: 'asc' } })
  return links.map(({ kind }) => kind)
}

test('a transaction that has told the chain keeps no other from its commit while it goes on', async () => {
  const told = Promise.withResolvers<void>()
  const goOn = Promise.withResolvers<void>()
  const slow = transact(ledger.served, async (tx) => {
    await appendLink(tx, link('slow.first'))
    await appendLink(tx, link('slow.second'))
    told.resolve()
    await goOn.promise
  })
  await told.promise
  await transact(ledger.served, (tx) => appendLink(tx, link('quick')))
  expect(await readKinds()).toEqual(['quick'])
  goOn.resolve()
  await slow
  expect(await readKinds()).toEqual(['quick', 'slow.first', 'slow.second'])
})

test('what a transaction that fails has told is in no link', async () => {
  const before = await readKinds()
  const failed = transact(ledger.served, async (tx) => {
    await appendLink(tx, link('failed'))
    throw new Error('it is not to be')
  })
  await expect(failed).rejects.toThrow('not to be')
  expect(await readKinds()).toEqual(before)
})

test('a transaction whose link cannot be appended fails at its commit, and nothing of it is written', async () => {
  const before = await readKinds()
  await ledger.database
    .$executeRaw`ALTER TABLE "audit_chain" ADD CONSTRAINT "no_such_kind" CHECK ("kind" <> 'refused')`
  const refused = transact(ledger.served, async (tx) => {
    await tx.desk.create({ data: { id: 'beside-the-link' } })
    await appendLink(tx, link('refused'))
  })
  await expect(refused).rejects.toThrow('no_such_kind')
  await ledger.database.$executeRaw`ALTER TABLE "audit_chain" DROP CONSTRAINT "no_such_kind"`
  expect(await readKinds()).toEqual(before)
  expect(await ledger.database.desk.count({ where: { id: 'beside-the-link' } })).toBe(0)
})

test('transactions read what is committed, whatever the database takes for its default', async () => {
  const [found] = await ledger.served.$queryRaw<
    { transaction_isolation: string }[]
  >`SHOW transaction_isolation`
  expect(found?.transaction_isolation).toBe('read committed')
})
