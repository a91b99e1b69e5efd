/** The chain is verified with code of the service alone: who replaces what the database computes with is found. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyChain } from '../src/chain/verify-chain.ts'
import { verifyFunctions } from '../src/chain/verify-functions.ts'
import type { Transaction } from '../src/database/open-database.ts'
import { createActs } from './builders.ts'
import { openLedger, type TestLedger } from './open-ledger.ts'

let ledger: TestLedger

beforeAll(async () => {
  ledger = await openLedger()
  const acts = createActs(ledger)
  await acts.startTrading()
  await acts.openAccepted()
})
afterAll(() => ledger[Symbol.asyncDispose]())

/** Takes the findings out of a transaction that is rolled back. */
class Found extends Error {
  readonly brokenAt: number | null
  readonly subjects: readonly string[]
  constructor(brokenAt: number | null, subjects: readonly string[]) {
    super('rolled back')
    this.brokenAt = brokenAt
    this.subjects = subjects
  }
}

async function findAfter(...statements: readonly string[]): Promise<Found> {
  const act = async (tx: Transaction): Promise<never> => {
    for (const statement of statements) await tx.$executeRawUnsafe(statement)
    const { brokenAt } = await verifyChain(tx)
    const found = await verifyFunctions(tx)
    throw new Found(
      brokenAt,
      found.map(({ subject }) => subject),
    )
  }
  const found = await ledger.database.$transaction(act).catch((error: unknown) => error)
  if (!(found instanceof Found)) throw found
  return found
}

/** Whatever a link holds, its own hash is right. */
const BLIND = `CREATE OR REPLACE FUNCTION audit_link_hash(link "audit_chain") RETURNS text LANGUAGE sql STABLE AS 'SELECT link."hash"'`
const CHANGED = `UPDATE "audit_chain" SET "details" = '{"stake":"1.00"}' WHERE "sequence" = 4`
const UNGUARDED = `ALTER TABLE "audit_chain" DISABLE TRIGGER audit_chain_append_only`

test('a ledger as the migrations make it has nothing to report', async () => {
  expect(await findAfter()).toMatchObject({ brokenAt: null, subjects: [] })
})

test('a changed link is found also where the hash function of the database calls it right', async () => {
  expect(await findAfter(BLIND, UNGUARDED, CHANGED)).toMatchObject({ brokenAt: 4 })
})

test.for([
  ['function audit_link_hash', BLIND],
  [
    'function append_audit_link',
    `CREATE OR REPLACE FUNCTION append_audit_link(kind text, execution uuid, details jsonb) RETURNS integer LANGUAGE sql AS 'SELECT 1'`,
  ],
  [
    'function outstanding_minor',
    `CREATE OR REPLACE FUNCTION outstanding_minor(leg "legs") RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT 0::bigint'`,
  ],
  ['function imported_digest', 'DROP FUNCTION imported_digest(uuid)'],
  ['trigger audit_chain_append_only', UNGUARDED],
  ['trigger links_append_at_commit', 'DROP TRIGGER links_append_at_commit ON "links_to_append"'],
  [
    'trigger swallow',
    `CREATE TRIGGER swallow BEFORE INSERT ON "audit_chain" FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()`,
  ],
] as const)(
  '%s that was replaced, removed, switched off or added is named',
  async ([subject, sql]) => {
    expect(await findAfter(sql)).toMatchObject({ subjects: [subject] })
  },
)
