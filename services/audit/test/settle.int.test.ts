import { randomUUID } from 'node:crypto'
import {
  ledgerChain,
  ledgerDesk,
  ledgerExecution,
  ledgerExposure,
  ledgerSettle,
  type ExecutionRecord,
} from '@surefoot/shared/messages'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { verifyRecords } from '../src/chain/verify-records.ts'
import { betOf, createActs, DESK, planLeg, receipt } from './builders.ts'
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
    .$executeRaw`TRUNCATE "execution_audit_log", "hedge_events", "legs", "permits", "leases", "statements"`
  await acts.startTrading()
})

async function readRecord(executionId: string): Promise<ExecutionRecord> {
  const reply = await ledger.ask(ledgerExecution, { executionId })
  if (!reply.ok) throw new Error(reply.message)
  return reply
}

async function readKinds(executionId: string): Promise<string[]> {
  const chain = await ledger.ask(ledgerChain, { executionId, limit: 50 })
  return chain.ok ? chain.events.map(({ kind }) => kind) : []
}

const readTotals = async (): Promise<string> => {
  const exposure = await ledger.ask(ledgerExposure, { deskId: DESK })
  return exposure.ok ? `${exposure.A.total} ${exposure.B.total}` : exposure.code
}

test('a bet is settled once: its stake is exposure no more, and the chain says how it ended', async () => {
  const id = await acts.openAccepted()
  expect(await readTotals()).toBe('100.00 100.00')
  expect(await acts.settle(`${id}-A`, 'lost', '0')).toMatchObject({
    changed: true,
    leg: { state: 'ACCEPTED', settlement: { result: 'lost', returned: '0.00', by: 'operator' } },
  })
  expect(await readTotals()).toBe('0.00 100.00')
  expect(await acts.settle(`${id}-A`, 'lost', '0')).toMatchObject({ changed: false })
  expect(await acts.settle(`${id}-A`, 'won', '210.00')).toMatchObject({ code: 'SETTLED' })
  expect((await readKinds(id)).filter((kind) => kind === 'leg.settled')).toHaveLength(1)
})

test('only an accepted leg can be settled', async () => {
  const id = randomUUID()
  expect(await acts.settle(`${id}-A`, 'won', '210.00')).toMatchObject({ code: 'NOT_FOUND' })
  await acts.open(id)
  expect(await acts.settle(`${id}-A`, 'won', '210.00')).toMatchObject({ code: 'NOT_ACCEPTED' })
  await acts.arm(`${id}-A`)
  await acts.record(`${id}-A`, 'UNKNOWN')
  expect(await acts.settle(`${id}-A`, 'won', '210.00')).toMatchObject({ code: 'NOT_ACCEPTED' })
})

test('the profit is booked with the last bet of a closed execution', async () => {
  const id = await acts.openAccepted()
  await acts.close(id)
  await acts.settle(`${id}-A`, 'won', '210.00')
  expect(await readRecord(id)).toMatchObject({ execution: { profit: null } })
  await acts.settle(`${id}-B`, 'lost', '0.00')
  expect(await readRecord(id)).toMatchObject({ execution: { profit: '10.00' } })
  expect(await readKinds(id)).toContain('execution.booked')
})

test('the profit is booked with the closing, when every bet was settled before', async () => {
  const id = await acts.openAccepted()
  await acts.settle(`${id}-A`, 'void', '100.00')
  await acts.settle(`${id}-B`, 'cashed_out', '97.31')
  expect(await readRecord(id)).toMatchObject({ execution: { profit: null } })
  expect(await acts.close(id)).toMatchObject({ execution: { profit: '-2.69' } })
  expect(await acts.close(id)).toMatchObject({ execution: { profit: '-2.69' } })
})

test('what the provider really took is what was staked, and a hedge is part of the profit', async () => {
  const id = randomUUID()
  await acts.open(id)
  await acts.arm(`${id}-A`)
  const taken = receipt({ stake: '80.50', betReference: 'reduced' })
  await acts.record(`${id}-A`, 'ACCEPTED', { receipt: taken })
  await acts.record(`${id}-B`, 'DENIED')
  await acts.hedge(id, 'planned', planLeg(id, 'H', { stake: '90.00' }))
  await acts.arm(`${id}-H`)
  await acts.record(`${id}-H`, 'ACCEPTED', {
    receipt: receipt({ stake: '90.00', betReference: 'hedge' }),
  })
  await acts.hedge(id, 'covered')
  await acts.close(id)
  await acts.settle(`${id}-A`, 'lost', '0')
  await acts.settle(`${id}-H`, 'won', '168.30')
  expect(await readRecord(id)).toMatchObject({ execution: { profit: '-2.20' } })
})

/** The settlement of leg A, whose instant a correction names. */
async function settlementOf(id: string) {
  const settlement = (await readRecord(id)).legs[0]?.settlement
  if (!settlement) throw new Error('Leg A is not settled.')
  return settlement
}

test('a person corrects a settlement by an entry that names it, and the profit is booked again', async () => {
  const id = await acts.openAccepted()
  await acts.close(id)
  await acts.settle(`${id}-A`, 'lost', '0')
  await acts.settle(`${id}-B`, 'lost', '0')
  expect(await readRecord(id)).toMatchObject({ execution: { profit: '-200.00' } })
  const wrong = await settlementOf(id)
  const ask = { legId: `${id}-A`, result: 'won', returned: '210.00', by: 'Ada' } as const
  const correct = () => ledger.ask(ledgerSettle, { ...ask, corrects: wrong.at, reason: 'Paid.' })
  expect(await correct()).toMatchObject({ changed: true, leg: { settlement: { result: 'won' } } })
  expect(await readRecord(id)).toMatchObject({ execution: { profit: '10.00' } })
  const chain = await ledger.ask(ledgerChain, { executionId: id, limit: 2 })
  expect(chain).toMatchObject({
    isIntact: true,
    events: [
      { kind: 'execution.booked', details: { profit: '10.00', corrects: '-200.00' } },
      { kind: 'settlement.corrected', details: { reason: 'Paid.', corrects: wrong } },
    ],
  })
  expect(await correct()).toMatchObject({ changed: false })
  const late = { ...ask, result: 'void', returned: '100.00', corrects: wrong.at } as const
  expect(await ledger.ask(ledgerSettle, late)).toMatchObject({ code: 'SETTLED' })
  const found = await verifyRecords(ledger.database)
  expect(found.filter(({ subject }) => subject.includes(id))).toEqual([])
})

test('won with nothing paid is not booked and halts nothing; the later statement books what was paid', async () => {
  const id = await acts.openAccepted()
  await acts.close(id)
  await acts.state('B', [betOf(`${id}-B`, { status: 'lost', returned: '0.00' })])
  const first = await acts.state('A', [betOf(`${id}-A`, { status: 'won', returned: '0.00' })])
  expect(first).toMatchObject({
    settled: [],
    statement: { differences: [{ kind: 'other_return' }] },
  })
  expect(await readRecord(id)).toMatchObject({ execution: { profit: null } })
  expect(await readTotals()).toBe('100.00 0.00')
  const desk = await ledger.ask(ledgerDesk, { deskId: DESK })
  expect(desk).toMatchObject({ control: { trading: 'RUN' } })
  await acts.state('A', [betOf(`${id}-A`, { status: 'won', returned: '210.00' })])
  expect(await readRecord(id)).toMatchObject({ execution: { profit: '10.00' } })
})

test('a statement that is corrected by its bookmaker is booked again, once, whichever comes last', async () => {
  const id = await acts.openAccepted()
  await acts.close(id)
  await acts.state('B', [betOf(`${id}-B`, { status: 'lost', returned: '0.00' })])
  const early = new Date(Date.now() - 1000).toISOString()
  await acts.state('A', [betOf(`${id}-A`, { status: 'won', returned: '210.00' })])
  const paid = [betOf(`${id}-A`, { status: 'void', returned: '100.00' })]
  await acts.state('A', paid, early)
  expect(await readRecord(id)).toMatchObject({ execution: { profit: '10.00' } })
  for (let time = 0; time < 2; time += 1) await acts.state('A', paid)
  expect(await readRecord(id)).toMatchObject({ execution: { profit: '-100.00' } })
  const kinds = await readKinds(id)
  expect(kinds.filter((kind) => kind === 'settlement.corrected')).toHaveLength(1)
  expect(kinds.filter((kind) => kind === 'execution.booked')).toHaveLength(2)
})

test('an execution without a bet has no profit', async () => {
  const id = randomUUID()
  await acts.open(id)
  await acts.record(`${id}-A`, 'DENIED')
  await acts.record(`${id}-B`, 'DENIED')
  expect(await acts.close(id)).toMatchObject({ execution: { profit: null } })
})

test('what is settled makes room under the cap, for an execution and for a permit', async () => {
  const first = randomUUID()
  await acts.open(first, { matchId: 'match', stake: '1000.00' })
  for (const role of ['A', 'B']) {
    await acts.arm(`${first}-${role}`)
    await acts.record(`${first}-${role}`, 'ACCEPTED', {
      receipt: receipt({ stake: '1000.00', betReference: `${first}-${role}` }),
    })
  }
  await acts.close(first)
  const again = { matchId: 'match', stake: '1000.00' }
  expect(await acts.open(randomUUID(), again)).toMatchObject({ code: 'OVER_CAP' })
  await acts.settle(`${first}-A`, 'won', '2100.00')
  expect(await acts.open(randomUUID(), again)).toMatchObject({ code: 'OVER_CAP' })
  await acts.settle(`${first}-B`, 'lost', '0.00')
  const second = randomUUID()
  expect(await acts.open(second, again)).toMatchObject({ ok: true })
  expect(await acts.arm(`${second}-A`)).toMatchObject({ ok: true })
})

test('on paper nothing settles: its stake is exposure until the execution is closed', async () => {
  await acts.control('RUN', DESK, 'paper')
  const id = randomUUID()
  await acts.open(id, { venue: 'paper' })
  for (const role of ['A', 'B']) {
    await acts.arm(`${id}-${role}`)
    await acts.record(`${id}-${role}`, 'ACCEPTED', { receipt: receipt({ paper: true }) })
  }
  expect(await readTotals()).toBe('100.00 100.00')
  await acts.close(id)
  expect(await readTotals()).toBe('0.00 0.00')
})

test('settling, stating, closing and arming at once end as if one came after the other', async () => {
  for (let round = 0; round < 8; round += 1) {
    const [id, other] = [await acts.openAccepted(), randomUUID()]
    await acts.open(other, { stake: '1.00' })
    const bets = [betOf(`${id}-A`, { status: 'won', returned: '210.00' })]
    const replies = await Promise.all([
      acts.close(id),
      acts.settle(`${id}-A`, 'won', '210.00'),
      acts.state('A', bets),
      acts.settle(`${id}-B`, 'lost', '0.00'),
      acts.state('B', [betOf(`${id}-B`, { status: 'lost', returned: '0.00' })]),
      acts.arm(`${other}-A`),
      acts.record(`${other}-B`, 'DENIED'),
      acts.settle(`${id}-A`, 'won', '210.00'),
    ])
    expect(replies.every(({ ok }) => ok)).toBe(true)
    expect(await readRecord(id)).toMatchObject({ execution: { profit: '10.00' } })
    const kinds = await readKinds(id)
    expect(kinds.filter((kind) => kind === 'leg.settled')).toHaveLength(2)
    expect(kinds.filter((kind) => kind === 'execution.booked')).toHaveLength(1)
  }
  expect(await readTotals()).toBe('8.00 0.00')
  expect(await ledger.ask(ledgerChain, { limit: 1 })).toMatchObject({ isIntact: true })
})
