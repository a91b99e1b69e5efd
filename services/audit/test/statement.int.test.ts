import { randomUUID } from 'node:crypto'
import {
  ledgerChain,
  ledgerDue,
  ledgerExposure,
  ledgerJournal,
  ledgerStatements,
  ledgerTransition,
} from '@surefoot/shared/messages'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { betOf, createActs, DESK } from './builders.ts'
import { openLedger, type TestLedger } from './open-ledger.ts'

let ledger: TestLedger
let acts: ReturnType<typeof createActs>

beforeAll(async () => {
  ledger = await openLedger()
  acts = createActs(ledger)
})
afterAll(() => ledger[Symbol.asyncDispose]())
beforeEach(async () => {
  await ledger.database.$executeRaw`
    TRUNCATE "execution_audit_log", "hedge_events", "legs", "permits", "leases", "system_log", "statements"`
  await ledger.database.account.updateMany({ data: { state: 'IDLE', providerId: null } })
  await acts.startTrading()
})

const BY_HAND = betOf('by-hand', { stake: '250.50' })

async function readCodes(): Promise<string[]> {
  const journal = await ledger.ask(ledgerJournal, { deskId: DESK, limit: 50 })
  return journal.ok ? journal.log.map(({ code, message }) => `${code} ${message}`) : []
}

test('what the statement says has ended is settled by it, and the profit is booked', async () => {
  const id = await acts.openAccepted()
  await acts.close(id)
  const won = await acts.state('A', [betOf(`${id}-A`, { status: 'won' })])
  expect(won).toMatchObject({ settled: [`${id}-A`], statement: { external: [], differences: [] } })
  const lost = await acts.state('B', [betOf(`${id}-B`, { status: 'lost', returned: '0' })])
  expect(lost).toMatchObject({ settled: [`${id}-B`] })
  const leg = await ledger.database.leg.findUniqueOrThrow({ where: { id: `${id}-A` } })
  expect(leg).toMatchObject({ settledBy: 'statement', settledResult: 'won' })
  expect(await ledger.database.execution.findUniqueOrThrow({ where: { id } })).toMatchObject({
    profit: expect.objectContaining({}),
  })
  const chain = await ledger.ask(ledgerChain, { executionId: id, limit: 3 })
  expect(chain.ok && chain.events.map(({ kind }) => kind)).toEqual([
    'execution.booked',
    'leg.settled',
    'leg.settled',
  ])
  const again = await acts.state('B', [betOf(`${id}-B`, { status: 'lost', returned: '0' })])
  expect(again).toMatchObject({ settled: [] })
})

test('many bets that ended together are settled together', async () => {
  const ids = await Promise.all([acts.openAccepted(), acts.openAccepted(), acts.openAccepted()])
  const bets = ids.map((id) => betOf(`${id}-A`, { status: 'lost' }))
  const reply = await acts.state('A', bets)
  expect(reply.ok && new Set(reply.settled)).toEqual(new Set(ids.map((id) => `${id}-A`)))
  expect(await ledger.ask(ledgerExposure, { deskId: DESK })).toMatchObject({
    A: { total: '0.00' },
    B: { total: '300.00' },
  })
})

test('a bet placed by hand counts toward the total cap of its account, in everything', async () => {
  expect(await acts.state('A', [BY_HAND])).toMatchObject({
    statement: { external: [BY_HAND], externalStake: '250.50', balance: '400.00' },
  })
  expect(await ledger.ask(ledgerExposure, { deskId: DESK })).toMatchObject({
    A: { total: '250.50', external: '250.50', byMatch: {}, executions: [] },
    B: { total: '0.00', external: '0.00' },
  })
  const waiting = randomUUID()
  await acts.open(waiting, { stake: '999.00' })
  await acts.state('A', [BY_HAND, betOf('more', { stake: '3750.51' })])
  expect(await acts.arm(`${waiting}-A`)).toMatchObject({ code: 'OVER_CAP' })
  expect(await acts.open(randomUUID(), { stake: '1.00' })).toMatchObject({ code: 'OVER_CAP' })
  await acts.state('A', [betOf('more', { stake: '3750.51' })])
  expect(await acts.arm(`${waiting}-A`)).toMatchObject({ ok: true })
  expect(await acts.open(randomUUID(), { stake: '1.00' })).toMatchObject({ ok: true })
})

test('a bet placed by hand and a difference are each told once', async () => {
  const id = await acts.openAccepted()
  const bets = [BY_HAND, betOf(`${id}-A`, { odds: '2.2' })]
  await acts.state('A', bets)
  await acts.state('A', bets)
  const told = await readCodes()
  expect(told.filter((line) => line.startsWith('EXTERNAL_BET Bet bet-by-hand'))).toHaveLength(1)
  expect(told.filter((line) => line.startsWith(`STATEMENT_DIFFERENCE Leg ${id}-A`))).toHaveLength(1)
  const chain = await ledger.ask(ledgerChain, { limit: 1 })
  expect(chain).toMatchObject({ events: [{ kind: 'statement.differs' }] })
  await acts.state('A', [...bets, betOf('second')])
  expect((await readCodes()).filter((line) => line.startsWith('EXTERNAL_BET'))).toHaveLength(2)
})

test('a statement that comes late settles, but does not replace a later one', async () => {
  const id = await acts.openAccepted()
  const [early, late] = [new Date(Date.now() - 5000), new Date()].map((at) => at.toISOString())
  await acts.state('A', [BY_HAND, betOf(`${id}-A`)], late)
  const reply = await acts.state('A', [betOf(`${id}-A`, { status: 'lost' })], early)
  expect(reply).toMatchObject({
    settled: [`${id}-A`],
    statement: { readAt: late, external: [BY_HAND] },
  })
  await acts.state('B', [betOf(`${id}-B`)])
  expect(await ledger.ask(ledgerStatements, { deskId: DESK })).toMatchObject({
    statements: [
      { account: 'A', readAt: late, externalStake: '250.50' },
      { account: 'B', external: [] },
    ],
  })
  expect(await readCodes()).toHaveLength(1)
})

test("another provider's reference is another bet", async () => {
  const id = await acts.openAccepted()
  await ledger.database.account.updateMany({ data: { providerId: 'west' } })
  const reply = await acts.state('A', [betOf(`${id}-A`, { status: 'lost' })])
  expect(reply).toMatchObject({ settled: [], statement: { differences: [] } })
  await ledger.database.account.updateMany({ data: { providerId: 'north' } })
  expect(await acts.state('A', [betOf(`${id}-A`, { status: 'lost' })])).toMatchObject({
    settled: [`${id}-A`],
  })
})

test('accounts are due while they run and while a bet of theirs is open', async () => {
  const due = async () => {
    const reply = await ledger.ask(ledgerDue, {})
    return reply.ok
      ? reply.accounts.map(({ account, unsettled, readAt }) => `${account} ${unsettled} ${readAt}`)
      : []
  }
  expect(await due()).toEqual([])
  const id = await acts.openAccepted()
  expect(await due()).toEqual(['A 1 null', 'B 1 null'])
  const readAt = new Date().toISOString()
  await acts.state('A', [betOf(`${id}-A`, { status: 'lost' })], readAt)
  expect(await due()).toEqual(['B 1 null'])
  await ledger.ask(ledgerTransition, {
    deskId: DESK,
    account: 'A',
    from: 'IDLE',
    to: 'RUNNING',
    trigger: 'TOGGLED_ON',
    reason: null,
  })
  expect(await due()).toEqual([`A 0 ${readAt}`, 'B 1 null'])
})
