import { randomUUID } from 'node:crypto'
import { ledgerExposure, ledgerOpen, ledgerResize } from '@surefoot/shared/messages'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { askToOpen, createActs, DESK, planLeg, receipt } from './builders.ts'
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
    .$executeRaw`TRUNCATE "execution_audit_log", "hedge_events", "legs", "permits"`
  await acts.control('RUN')
})

test('an execution and its two legs are written before anything is sent', async () => {
  const id = randomUUID()
  const reply = await acts.open(id, { matchId: 'match-1' })
  expect(reply).toMatchObject({
    ok: true,
    created: true,
    execution: { id, matchId: 'match-1', stakeA: '100.00', oddsA: '2.1', final_status: null },
    opportunity: { matchId: 'match-1' },
    legs: [
      { legId: `${id}-A`, state: 'AUTHORIZED', stake: '100.00', leastOdds: '1.9' },
      { legId: `${id}-B`, state: 'AUTHORIZED' },
    ],
  })
})

test('the same request twice is one execution', async () => {
  const id = randomUUID()
  const replies = await Promise.all([acts.open(id), acts.open(id), acts.open(id)])
  expect(replies.filter((reply) => reply.ok && reply.created)).toHaveLength(1)
  expect(replies.every((reply) => reply.ok)).toBe(true)
  expect(await ledger.database.leg.count()).toBe(2)
})

test('a repeated request is answered even when the desk is halted by then', async () => {
  const id = randomUUID()
  await acts.open(id)
  await acts.control('HALT_ALL')
  expect(await acts.open(id)).toMatchObject({ ok: true, created: false })
})

test('of ten executions that want the same match at once, one opens', async () => {
  const replies = await Promise.all(
    Array.from({ length: 10 }, () => acts.open(randomUUID(), { matchId: 'wanted' })),
  )
  expect(replies.filter(({ ok }) => ok)).toHaveLength(1)
  const codes = new Set(replies.map((reply) => (reply.ok ? 'OPENED' : reply.code)))
  expect(codes).toEqual(new Set(['OPENED', 'MATCH_BUSY']))
})

test('two desks may trade the same match', async () => {
  await acts.open(randomUUID(), { matchId: 'shared' })
  await acts.control('RUN', 'other')
  const other = { deskId: 'other' }
  const { opportunity, ...ask } = askToOpen(randomUUID(), { matchId: 'shared', A: other, B: other })
  const theirs = { ...ask, ...other, opportunity: { ...opportunity, ...other } }
  expect(await ledger.ask(ledgerOpen, theirs)).toMatchObject({ ok: true })
})

test('a request that is repeated at the cap is answered, not counted again', async () => {
  const id = randomUUID()
  await acts.open(id, { stake: '1000.00' })
  expect(await acts.open(id, { stake: '1000.00' })).toMatchObject({ ok: true, created: false })
})

test('nothing new is opened on a halted desk', async () => {
  for (const trading of ['HALT_NEW', 'HALT_ALL'] as const) {
    await acts.control(trading)
    expect(await acts.open(randomUUID())).toMatchObject({ ok: false, code: 'HALTED' })
  }
  expect(await ledger.database.execution.count()).toBe(0)
})

test('an execution for another venue than its desk is on is not opened', async () => {
  const paper = { ...askToOpen(randomUUID()), venue: 'paper' as const }
  const legs = {
    A: { ...paper.legs.A, venue: 'paper' as const },
    B: { ...paper.legs.B, venue: 'paper' as const },
  }
  expect(await ledger.ask(ledgerOpen, { ...paper, legs })).toMatchObject({ code: 'VENUE' })
  const known = randomUUID()
  await acts.open(known)
  await acts.control('RUN', DESK, 'paper')
  expect(await acts.open(randomUUID())).toMatchObject({ ok: false, code: 'VENUE' })
  expect(await acts.open(known)).toMatchObject({ ok: true, created: false })
  expect(await ledger.ask(ledgerOpen, { ...paper, legs })).toMatchObject({ created: true })
})

test('stakes over the cap of a match are refused, up to it they pass', async () => {
  expect(await acts.open(randomUUID(), { stake: '1000.01' })).toMatchObject({ code: 'OVER_CAP' })
  expect(await acts.open(randomUUID(), { stake: '1000.00' })).toMatchObject({ ok: true })
})

test("a match that is respelled or moved past midnight keeps its cap and its lock, by the provider's event", async () => {
  await acts.startTrading()
  const event = { eventId: 'n1' }
  const first = randomUUID()
  const opened = { matchId: 'tennis:2026-11-22:a-b', stake: '600.00', A: event }
  expect(await acts.open(first, opened)).toMatchObject({ ok: true })
  const moved = { matchId: 'tennis:2026-11-23:a-b', A: event }
  expect(await acts.open(randomUUID(), { ...moved, stake: '400.00' })).toMatchObject({
    code: 'MATCH_BUSY',
  })
  for (const role of ['A', 'B']) {
    await acts.arm(`${first}-${role}`)
    await acts.record(`${first}-${role}`, 'ACCEPTED', {
      receipt: receipt({ stake: '600.00', betReference: `${first}-${role}` }),
    })
  }
  await acts.close(first)
  expect(await acts.open(randomUUID(), { ...moved, stake: '400.01' })).toMatchObject({
    code: 'OVER_CAP',
  })
  const other = { matchId: 'other', stake: '400.01', A: { selectionId: `selection-${first}-A` } }
  expect(await acts.open(randomUUID(), other)).toMatchObject({ code: 'OVER_CAP' })
  const elsewhere = { matchId: 'third', stake: '400.01', A: { ...event, providerId: 'west' } }
  expect(await acts.open(randomUUID(), elsewhere)).toMatchObject({ ok: true })
  const second = randomUUID()
  expect(await acts.open(second, { ...moved, stake: '400.00' })).toMatchObject({ ok: true })
  expect(await acts.arm(`${second}-A`)).toMatchObject({ ok: true })
})

test('a leg that is re-sized over the cap of its event gets no permit, under whatever id its match goes', async () => {
  await acts.startTrading()
  const event = { eventId: 'n1' }
  await acts.close(await acts.openAccepted(randomUUID(), { matchId: 'before', A: event }))
  const id = randomUUID()
  await acts.open(id, { matchId: 'after', A: event })
  await ledger.ask(ledgerResize, {
    legId: `${id}-A`,
    stake: '900.01',
    leastOdds: '1.9',
    by: 'test',
  })
  expect(await acts.arm(`${id}-A`)).toMatchObject({ code: 'OVER_CAP' })
})

test('of many executions at once, no more open than the total cap allows', async () => {
  const replies = await Promise.all(
    Array.from({ length: 12 }, () => acts.open(randomUUID(), { stake: '900.00' })),
  )
  expect(replies.filter(({ ok }) => ok)).toHaveLength(5)
  expect(await ledger.ask(ledgerExposure, { deskId: DESK })).toMatchObject({
    A: { total: '4500.00' },
    B: { total: '4500.00' },
  })
})

test('exposure names what it is the sum of', async () => {
  const id = randomUUID()
  await acts.open(id, { matchId: 'match-1', stake: '12.50' })
  const each = (account: 'A' | 'B') => {
    const { providerId, eventId, selectionId } = planLeg(id, account)
    const places = [{ providerId, eventId, selectionId }]
    const executions = [{ executionId: id, matchId: 'match-1', stake: '12.50', places }]
    return { total: '12.50', byMatch: { 'match-1': '12.50' }, executions, external: '0.00' }
  }
  expect(await ledger.ask(ledgerExposure, { deskId: DESK })).toEqual({
    ok: true,
    A: each('A'),
    B: each('B'),
  })
})

test('legs that do not belong to the execution are refused', async () => {
  const id = randomUUID()
  const wrong = [
    { A: { legId: `${randomUUID()}-A` } },
    { B: { deskId: 'other' } },
    { B: { account: 'A' } },
    { A: { venue: 'paper' } },
    { A: { stake: '0' } },
    { B: { executionId: randomUUID() } },
  ] as const
  for (const change of wrong)
    expect(await acts.open(id, change)).toMatchObject({ ok: false, code: 'INVALID_LEG' })
  expect(await ledger.database.execution.count()).toBe(0)
})

test('a plan that is no sure bet by its own facts is not opened, and one that is open is answered all the same', async () => {
  const id = randomUUID()
  const ask = askToOpen(id)
  const { opportunity, legs } = ask
  const { A, B } = opportunity.legs
  const forged = [
    [
      'NOT_OPPOSITE',
      { opportunity: { ...opportunity, legs: { A, B: { ...B, outcome: 'home' } } } },
    ],
    ['INVALID_LEG', { legs: { ...legs, B: { ...legs.B, eventId: 'other' } } }],
    ['INVALID_LEG', { legs: { ...legs, A: { ...legs.A, stake: '800.00' } } }],
    ['NO_PROFIT', { opportunity: { ...opportunity, legs: { A: { ...A, odds: '1.5' }, B } } }],
    ['PROFIT_OVERSTATED', { opportunity: { ...opportunity, profitBps: 99_999 } }],
  ] as const
  for (const [code, change] of forged)
    expect(await ledger.ask(ledgerOpen, { ...ask, ...change })).toMatchObject({ ok: false, code })
  expect(await ledger.database.execution.count()).toBe(0)
  expect(await ledger.ask(ledgerOpen, ask)).toMatchObject({ created: true })
  for (const [, change] of forged.slice(3))
    expect(await ledger.ask(ledgerOpen, { ...ask, ...change })).toMatchObject({ created: false })
})
