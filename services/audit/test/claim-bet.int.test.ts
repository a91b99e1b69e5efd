import { randomUUID } from 'node:crypto'
import {
  ledgerChain,
  ledgerExecution,
  ledgerJournal,
  ledgerLease,
  ledgerOpen,
} from '@surefoot/shared/messages'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { lockBet } from '../src/database/locks.ts'
import { transact } from '../src/database/open-database.ts'
import { askToOpen, createActs, DESK, receipt } from './builders.ts'
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
    .$executeRaw`TRUNCATE "execution_audit_log", "hedge_events", "legs", "permits", "leases", "system_log"`
  await acts.startTrading()
})

/** Leg A of an execution of its own, armed. */
async function armLeg(): Promise<string> {
  const id = randomUUID()
  await acts.open(id)
  await acts.arm(`${id}-A`)
  return `${id}-A`
}

async function readLog(): Promise<object[]> {
  const journal = await ledger.ask(ledgerJournal, { deskId: DESK, limit: 50 })
  return journal.ok ? journal.log : []
}

test('a bet that is one leg’s is refused to another, which stays as it is, and the operator is told', async () => {
  const [first, second] = [await armLeg(), await armLeg()]
  await acts.record(second, 'UNKNOWN')
  expect(await acts.accept(first, 'N-7')).toMatchObject({ changed: true })
  const executionId = second.slice(0, -2)
  const before = await ledger.ask(ledgerExecution, { executionId })
  const chain = await ledger.ask(ledgerChain, { limit: 1 })
  expect(await acts.accept(second, 'N-7')).toMatchObject({
    ok: false,
    code: 'BET_CLAIMED',
    message: expect.stringContaining(`Bet N-7 at north is leg ${first} already`),
  })
  expect(await ledger.ask(ledgerExecution, { executionId })).toEqual(before)
  expect(await ledger.ask(ledgerChain, { limit: 1 })).toEqual(chain)
  expect(await readLog()).toMatchObject([
    { level: 'error', code: 'BET_CLAIMED', account: 'A', executionId, service: 'audit' },
  ])
  expect(await acts.accept(second, 'N-8')).toMatchObject({ changed: true })
})

test('the receipt of a leg that holds its bet may come again', async () => {
  const leg = await armLeg()
  const pending = receipt({ state: 'PENDING', betReference: 'N-7' })
  expect(await acts.record(leg, 'PENDING', { receipt: pending })).toMatchObject({ changed: true })
  expect(await acts.accept(leg, 'N-7')).toMatchObject({ changed: true })
  expect(await acts.accept(leg, 'N-7')).toMatchObject({ changed: false })
  expect(await readLog()).toEqual([])
})

test('a bet that was named while pending stays the leg’s when a later receipt names none', async () => {
  const [first, second] = [await armLeg(), await armLeg()]
  const pending = receipt({ state: 'PENDING', betReference: 'N-7' })
  await acts.record(first, 'PENDING', { receipt: pending })
  const silent = receipt({ state: 'UNKNOWN', betReference: null })
  await acts.record(first, 'UNKNOWN', { receipt: silent })
  expect(await acts.accept(second, 'N-7')).toMatchObject({ code: 'BET_CLAIMED' })
})

test('another provider may use the same reference, and a leg on paper claims no bet', async () => {
  const [first, second, third] = [await armLeg(), await armLeg(), await armLeg()]
  await acts.accept(first, 'N-7')
  const south = `${first.slice(0, -1)}B`
  await acts.arm(south)
  expect(await acts.accept(south, 'N-7')).toMatchObject({ changed: true })
  for (const leg of [second, third]) {
    const paper = receipt({ betReference: 'N-7', paper: true })
    expect(await acts.record(leg, 'ACCEPTED', { receipt: paper })).toMatchObject({ changed: true })
  }
})

test('references that count up in each account of a provider are bets of their accounts: case C22', async () => {
  const other = 'desk-two'
  await acts.control('RUN', other)
  for (const account of ['A', 'B'] as const) {
    const resource = `account:${other}:${account}`
    await ledger.ask(ledgerLease, { resource, holder: 'executor-1', ttlMs: 60_000 })
    await acts.report(account, { deskId: other, providerId: 'north' })
  }
  await acts.report('B', { providerId: 'north' })
  const [first, second] = [randomUUID(), randomUUID()]
  const atNorth = { A: { providerId: 'north' }, B: { providerId: 'north' } }
  const planAt = (id: string, deskId: string) => {
    const ask = askToOpen(id, atNorth)
    const { A, B } = ask.legs
    const opportunity = { ...ask.opportunity, deskId }
    return { ...ask, deskId, opportunity, legs: { A: { ...A, deskId }, B: { ...B, deskId } } }
  }
  await ledger.ask(ledgerOpen, planAt(first, DESK))
  await ledger.ask(ledgerOpen, planAt(second, other))
  for (const legId of [`${first}-A`, `${first}-B`, `${second}-A`, `${second}-B`]) {
    expect(await acts.arm(legId)).toMatchObject({ ok: true })
    expect(await acts.accept(legId, '1')).toMatchObject({
      changed: true,
      leg: { state: 'ACCEPTED' },
    })
  }
  expect(await readLog()).toEqual([])
  const again = randomUUID()
  await ledger.ask(ledgerOpen, planAt(again, other))
  await acts.arm(`${again}-A`)
  expect(await acts.accept(`${again}-A`, '1')).toMatchObject({ code: 'BET_CLAIMED' })
})

test('of legs that claim one bet at once, one gets it', async () => {
  for (let round = 0; round < 5; round += 1) {
    const legs = [await armLeg(), await armLeg()]
    const replies = await Promise.all(legs.map((leg) => acts.accept(leg, `raced-${round}`)))
    expect(replies.filter((reply) => reply.ok && reply.changed)).toHaveLength(1)
    expect(replies.filter((reply) => !reply.ok)).toMatchObject([{ code: 'BET_CLAIMED' }])
  }
})

test('a claim waits for one that is not committed yet, and is then refused', async () => {
  const [first, second] = [await armLeg(), await armLeg()]
  const isWaited = async (): Promise<boolean> => {
    const waiting = await ledger.database.$queryRaw`
      SELECT 1 FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`
    return Array.isArray(waiting) && waiting.length === 1
  }
  const asked = await transact(ledger.database, async (tx) => {
    await lockBet(tx, { providerId: 'north', betReference: 'N-7' })
    await tx.leg.update({ where: { id: first }, data: { betReference: 'N-7' } })
    const reply = acts.accept(second, 'N-7')
    await vi.waitUntil(isWaited, { timeout: 120_000 })
    return { reply }
  })
  expect(await asked.reply).toMatchObject({ ok: false, code: 'BET_CLAIMED' })
})

test('the database itself lets no two legs have one bet', async () => {
  const [first, second] = [await armLeg(), await armLeg()]
  await acts.accept(first, 'N-7')
  const steal = ledger.database.leg.update({
    where: { id: second },
    data: { betReference: 'N-7' },
  })
  await expect(steal).rejects.toMatchObject({ code: 'P2002' })
})
