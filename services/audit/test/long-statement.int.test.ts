import { randomUUID } from 'node:crypto'
import {
  ledgerAdopt,
  ledgerExposure,
  ledgerStatement,
  sendStatement,
  type Bet,
} from '@surefoot/shared/messages'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { betOf, createActs, DESK, receipt } from './builders.ts'
import { openLedger, type TestLedger } from './open-ledger.ts'

let ledger: TestLedger
let acts: ReturnType<typeof createActs>
const WAIT = { timeout: 120_000, interval: 20 }
const MANY = 160
const HISTORY = 10_000

beforeAll(async () => {
  ledger = await openLedger()
  acts = createActs(ledger)
})
afterAll(() => ledger[Symbol.asyncDispose]())
beforeEach(async () => {
  await ledger.database.$executeRaw`
    TRUNCATE "execution_audit_log", "hedge_events", "legs", "permits", "leases", "system_log", "statements", "statement_parts"`
  await acts.startTrading()
})

/** Closed executions whose bets are open, straight into the tables: by the usual acts they would pass the caps. */
async function seed(count: number): Promise<string[]> {
  const model = randomUUID()
  await acts.open(model, { stake: '1.00' })
  for (const legId of [`${model}-A`, `${model}-B`]) {
    await acts.arm(legId)
    const taken = receipt({ stake: '1.00', betReference: `bet-${legId}` })
    await acts.record(legId, 'ACCEPTED', { receipt: taken })
  }
  await acts.close(model)
  const ids = Array.from({ length: count }, () => randomUUID())
  await ledger.database.$executeRaw`
    INSERT INTO "execution_audit_log"
    SELECT (jsonb_populate_record(own, jsonb_build_object('id', key, 'matchId', key))).*
    FROM "execution_audit_log" own, unnest(${ids}::text[]) other(key) WHERE own."id" = ${model}::uuid`
  await ledger.database.$executeRaw`
    INSERT INTO "legs"
    SELECT (jsonb_populate_record(own, jsonb_build_object(
      'id', key || '-' || own."role", 'executionId', key, 'matchId', key,
      'selectionId', 'selection-' || key || '-' || own."role",
      'betReference', 'bet-' || key || '-' || own."role"
    ))).*
    FROM "legs" own, unnest(${ids}::text[]) other(key) WHERE own."executionId" = ${model}::uuid`
  return ids
}

const ended = (id: string): Bet =>
  betOf(`${id}-A`, { stake: '1.00', status: 'lost', returned: '0' })
const old = (number: number): Bet =>
  betOf(`old-${number}`, { status: 'lost', returned: '0', placedAt: '2025-01-01T00:00:00.000Z' })
const countSettled = () => ledger.database.leg.count({ where: { settledAt: { not: null } } })
const send = (bets: readonly Bet[], readAt = new Date().toISOString()) =>
  sendStatement((body) => ledger.ask(ledgerStatement, body), {
    deskId: DESK,
    account: 'A',
    balance: '400.00',
    bets: [...bets],
    readAt,
  })
const part = (number: number, bets: Bet[], readAt: string) =>
  ledger.ask(ledgerStatement, {
    deskId: DESK,
    account: 'A',
    balance: '400.00',
    readAt,
    bets,
    part: { number, of: 3 },
  })

test('a statement that settles 160 bets lets a permit pass between them', async () => {
  const ids = await seed(MANY)
  const waiting = randomUUID()
  await acts.open(waiting)
  const stating = acts.state('A', ids.map(ended)).then((reply) => ({ kind: 'statement', reply }))
  await vi.waitFor(async () => expect(await countSettled()).toBeGreaterThan(0), WAIT)
  const arming = acts.arm(`${waiting}-A`).then((reply) => ({ kind: 'permit', reply }))
  expect(await Promise.race([stating, arming])).toMatchObject({
    kind: 'permit',
    reply: { ok: true },
  })
  const { reply } = await stating
  expect(reply).toMatchObject({ settled: expect.objectContaining({ length: MANY }) })
})

test('a statement of 10,000 bets is larger than a message: it comes in parts, and is kept as one', async () => {
  const [first = '', last = ''] = await seed(2)
  const byHand = betOf('by-hand', { stake: '12.00' })
  const history = Array.from({ length: HISTORY }, (_, number) => old(number))
  const bets = [ended(first), byHand, ...history, ended(last)]
  const readAt = new Date().toISOString()
  const reply = await send(bets, readAt)
  if (!reply.ok) throw new Error(reply.message)
  expect(reply.settled).toEqual([`${first}-A`, `${last}-A`])
  const { statement } = reply
  expect(statement).toMatchObject({ externalStake: '12.00', differences: [], readAt })
  expect(statement.external.map(({ betReference }) => betReference)).toEqual(['bet-by-hand'])
  // Sent again, nothing is settled or found twice.
  expect(await send(bets, readAt)).toEqual({ ...reply, settled: [] })
})

test('no part stands for the whole: a bet is missing only after the last, and exposure waits for it', async () => {
  const [id = ''] = await seed(1)
  await ledger.database
    .$executeRaw`UPDATE "legs" SET "changedAt" = "changedAt" - interval '1 hour', "armedAt" = "armedAt" - interval '1 hour'`
  const byHand = betOf('by-hand', { stake: '12.00' })
  const known = { ...betOf(`${id}-A`, { stake: '1.00' }) }
  await acts.state('A', [byHand, known])
  const external = async () => {
    const reply = await ledger.ask(ledgerExposure, { deskId: DESK })
    return reply.ok && reply.A.external
  }
  const readAt = new Date().toISOString()
  expect(await part(2, [byHand], readAt)).toMatchObject({ code: 'PART_MISSING' })
  expect(await part(1, [known], readAt)).toMatchObject({ statement: { differences: [] } })
  expect(await external()).toBe('12.00')
  expect(await part(3, [], readAt)).toMatchObject({ code: 'PART_MISSING' })
  expect(await part(2, [old(1)], readAt)).toMatchObject({ statement: { differences: [] } })
  expect(await part(2, [old(1)], readAt)).toMatchObject({ ok: true })
  expect(await external()).toBe('12.00')
  const whole = await part(3, [], readAt)
  // The model of the seed is not listed in any part; the known bet was, in the first.
  const found = whole.ok ? whole.statement.differences.map(({ betReference }) => betReference) : []
  expect(found).not.toContain(`bet-${id}-A`)
  expect(found).toHaveLength(1)
  expect(await external()).toBe('0.00')
})

test('a bet that may be an undecided leg’s is kept and adopted whichever part lists it', async () => {
  const executionId = randomUUID()
  const legId = `${executionId}-A`
  await acts.open(executionId)
  await acts.arm(legId)
  await acts.record(legId, 'UNKNOWN')
  await acts.record(legId, 'ESCALATED')
  const readAt = new Date().toISOString()
  const seen = betOf(legId, { betReference: 'S-9' })
  const undecided = [{ betReference: 'S-9' }]
  expect(await part(1, [seen], readAt)).toMatchObject({ statement: { undecided, external: [] } })
  await part(2, [old(1)], readAt)
  expect(await part(3, [], readAt)).toMatchObject({ statement: { undecided, external: [] } })
  const adopted = { executionId, legId, account: 'A', betReference: 'S-9' } as const
  expect(
    await ledger.ask(ledgerAdopt, { ...adopted, by: 'anna', note: 'Seen in the list.' }),
  ).toMatchObject({ changed: true, leg: { state: 'ACCEPTED' } })
})
