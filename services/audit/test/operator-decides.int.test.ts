/** What an operator decides about a lone leg: adopt a listed bet, or accept the risk. Money comes from the statement alone. */
import { randomUUID } from 'node:crypto'
import {
  ledgerAccept,
  ledgerAdopt,
  ledgerChain,
  ledgerExecution,
  ledgerExposure,
  type Bet,
} from '@surefoot/shared/messages'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { verifyRecords } from '../src/chain/verify-records.ts'
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
  await acts.startTrading()
})

const lastLink = async (executionId: string) => {
  const chain = await ledger.ask(ledgerChain, { executionId, limit: 1 })
  if (!chain.ok) throw new Error(chain.message)
  expect(chain.isIntact).toBe(true)
  return chain.events[0]
}
/** Rows of the execution that differ from its links: those of earlier tests are gone. */
const disagreementsOf = async (executionId: string) =>
  (await verifyRecords(ledger.database)).filter(({ subject }) => subject.includes(executionId))
const exposureOf = async (account: 'A' | 'B') => {
  const exposure = await ledger.ask(ledgerExposure, { deskId: DESK })
  if (!exposure.ok) throw new Error(exposure.message)
  return exposure[account]
}
const list = async (...bets: Bet[]) => {
  const reply = await acts.state('B', bets)
  if (!reply.ok) throw new Error(reply.message)
  return reply.statement
}
const adopt = (executionId: string, betReference: string, legId?: string) =>
  ledger.ask(ledgerAdopt, {
    executionId,
    account: 'B',
    betReference,
    by: 'anna',
    note: 'Seen in the list.',
    ...(legId === undefined ? {} : { legId }),
  })
const accept = (executionId: string, by = 'anna') =>
  ledger.ask(ledgerAccept, { executionId, reason: 'The odds are long.', by })

/** Leg A accepted, leg B left to an operator, listed before its submit with these bets. */
async function openEscalated(onSelection: string[] = []): Promise<string> {
  const id = randomUUID()
  await acts.open(id)
  await acts.arm(`${id}-A`)
  await acts.accept(`${id}-A`)
  await acts.arm(`${id}-B`, { listedBefore: { open: onSelection, onSelection } })
  await acts.record(`${id}-B`, 'UNKNOWN')
  await acts.record(`${id}-B`, 'ESCALATED')
  return id
}

/** Leg A accepted and lone; its hedge was left to an operator, and the execution is closed. */
async function openLone(): Promise<string> {
  const id = randomUUID()
  await acts.open(id)
  await acts.arm(`${id}-A`)
  await acts.accept(`${id}-A`)
  await acts.record(`${id}-B`, 'DENIED')
  await acts.hedge(id, 'triggered')
  return id
}
async function leaveToOperator(id: string): Promise<string> {
  await acts.hedge(id, 'escalated')
  await acts.close(id)
  return id
}

describe('a bet that is adopted as the bet of an escalated leg', () => {
  const found = (id: string, change: Partial<Bet> = {}) =>
    betOf(`${id}-B`, { betReference: 'S-9', stake: '95.00', odds: '2.05', ...change })

  test('is recorded with the stake and the odds of the list, by whom, and is nobody else’s any more', async () => {
    const id = await openEscalated()
    expect(await list(found(id))).toMatchObject({
      external: [],
      undecided: [{ betReference: 'S-9' }],
    })
    expect(await adopt(id, 'S-9', `${id}-B`)).toMatchObject({
      changed: true,
      leg: {
        state: 'ACCEPTED',
        reason: 'Seen in the list.',
        receipt: { betReference: 'S-9', stake: '95.00', odds: '2.05' },
      },
    })
    expect(await lastLink(id)).toMatchObject({
      kind: 'leg.recorded',
      details: { by: 'anna', from: 'ESCALATED', evidence: { bet: { betReference: 'S-9' } } },
    })
    expect(await exposureOf('B')).toMatchObject({ total: '95.00' })
    expect(await list(found(id))).toMatchObject({ external: [], undecided: [], unplaced: [] })
    expect(await adopt(id, 'S-9', `${id}-B`)).toMatchObject({ changed: false })
    expect(await disagreementsOf(id)).toEqual([])
  })

  test('of two operators at once only one adopts', async () => {
    const id = await openEscalated()
    await list(found(id), found(id, { betReference: 'S-10' }))
    const answers = await Promise.all(['S-9', 'S-10'].map((bet) => adopt(id, bet, `${id}-B`)))
    expect(answers.filter(({ ok }) => ok)).toMatchObject([{ changed: true }])
    expect(answers.filter(({ ok }) => !ok)).toMatchObject([{ code: 'NOT_ESCALATED' }])
  })

  test('is refused when the reference belongs to another leg', async () => {
    const id = await openEscalated()
    await list(found(id))
    await acts.control('RUN')
    const other = randomUUID()
    await acts.open(other)
    await acts.arm(`${other}-A`)
    await acts.accept(`${other}-A`)
    await acts.arm(`${other}-B`)
    await acts.accept(`${other}-B`, 'S-9')
    expect(await adopt(id, 'S-9', `${id}-B`)).toMatchObject({ ok: false, code: 'BET_CLAIMED' })
    expect(await ledger.ask(ledgerExecution, { executionId: id })).toMatchObject({
      legs: [{}, { state: 'ESCALATED' }],
    })
  })

  test.each<[string, Partial<Bet>, string]>([
    ['on another selection', { selectionId: 'another' }, 'NOT_ITS_BET'],
    ['larger than the permit', { stake: '100.01' }, 'NOT_ITS_BET'],
    ['older than the submit', { betReference: 'OLD' }, 'NOT_ITS_BET'],
    ['of another reference', { betReference: 'S-8' }, 'NOT_LISTED'],
  ])('is refused when the listed bet is %s', async (_, change, code) => {
    const id = await openEscalated(['OLD'])
    const bet = found(id, change)
    await list(bet)
    const reference = code === 'NOT_LISTED' ? 'S-9' : bet.betReference
    expect(await adopt(id, reference, `${id}-B`)).toMatchObject({ ok: false, code })
  })

  test('is refused without a statement, and for a leg that was not left to an operator', async () => {
    const id = await openEscalated()
    expect(await adopt(id, 'S-9', `${id}-B`)).toMatchObject({ code: 'NOT_LISTED' })
    await list(found(id))
    expect(await adopt(id, 'S-9', `${id}-A`)).toMatchObject({ code: 'NOT_FOUND' })
    await acts.record(`${id}-B`, 'ABSENT', { evidence: { note: 'Nothing.' } })
    expect(await adopt(id, 'S-9', `${id}-B`)).toMatchObject({ code: 'NOT_ESCALATED' })
  })
})

describe('a bet by hand that is adopted as the hedge', () => {
  /** On the selection that leg B was to back, which was never placed. */
  const byHand = (id: string, change: Partial<Bet> = {}) =>
    betOf(`${id}-B`, { betReference: 'HAND', ...change })

  test('covers the lone leg: its execution is open again until it is closed as covered, and the stake counts once', async () => {
    const id = await leaveToOperator(await openLone())
    expect(await list(byHand(id))).toMatchObject({ external: [{ betReference: 'HAND' }] })
    expect(await exposureOf('B')).toMatchObject({ total: '100.00', external: '100.00' })
    expect(await adopt(id, 'HAND')).toMatchObject({
      changed: true,
      leg: { legId: `${id}-H`, state: 'ACCEPTED', stake: '100.00', armedAt: null },
    })
    expect(await exposureOf('B')).toMatchObject({ total: '100.00', external: '0.00' })
    expect(await list(byHand(id))).toMatchObject({ external: [], unplaced: [] })
    expect(await adopt(id, 'HAND')).toMatchObject({ changed: false })
    await acts.hedge(id, 'covered')
    expect(await acts.close(id)).toMatchObject({ ok: true, execution: { hedge: 'covered' } })
    expect(await disagreementsOf(id)).toEqual([])
  })

  test('is refused where it covers nothing: another selection, a bet that has ended, odds that lose more', async () => {
    const id = await leaveToOperator(await openLone())
    await list(
      byHand(id, { betReference: 'OTHER', selectionId: 'another' }),
      byHand(id, { betReference: 'LARGE', stake: '900.00', odds: '1.01' }),
    )
    expect(await adopt(id, 'OTHER')).toMatchObject({ code: 'NOT_ITS_BET' })
    expect(await adopt(id, 'LARGE')).toMatchObject({ code: 'NO_COVER' })
    expect(await ledger.ask(ledgerExecution, { executionId: id })).toMatchObject({
      execution: { closedAt: expect.any(String) },
      legs: [{}, {}],
    })
  })

  test('is refused while the hedge service has the lone leg, and when another leg has the bet', async () => {
    const id = await openLone()
    await list(byHand(id))
    expect(await adopt(id, 'HAND')).toMatchObject({ code: 'NOT_OWNED' })
    await leaveToOperator(id)
    const other = randomUUID()
    await acts.control('RUN')
    await acts.open(other)
    await acts.arm(`${other}-A`)
    await acts.accept(`${other}-A`)
    await acts.arm(`${other}-B`)
    await acts.accept(`${other}-B`, 'HAND')
    expect(await adopt(id, 'HAND')).toMatchObject({ code: 'BET_CLAIMED' })
  })

  test('of two operators at once only one adopts', async () => {
    const id = await leaveToOperator(await openLone())
    await list(byHand(id), byHand(id, { betReference: 'HAND-2' }))
    const answers = await Promise.all(['HAND', 'HAND-2'].map((bet) => adopt(id, bet)))
    expect(answers.filter(({ ok }) => ok)).toMatchObject([{ changed: true }])
    expect(await ledger.ask(ledgerExecution, { executionId: id })).toMatchObject({
      legs: [{}, {}, { role: 'H' }],
    })
  })
})

describe('a risk that an operator accepts', () => {
  test('is in the chain with the reason and the name; the stake counts until the bet is settled', async () => {
    const id = await leaveToOperator(await openLone())
    expect(await accept(id)).toMatchObject({ created: true, execution: { hedge: 'held' } })
    expect(await lastLink(id)).toMatchObject({
      kind: 'hedge.held',
      details: { by: 'anna', reason: 'The odds are long.', worstCase: '-100.00' },
    })
    expect(await exposureOf('A')).toMatchObject({ total: '100.00' })
    await acts.settle(`${id}-A`, 'lost', '0.00')
    expect(await exposureOf('A')).toMatchObject({ total: '0.00' })
  })

  test('of an execution that is open lets it be closed', async () => {
    const id = await openLone()
    await acts.hedge(id, 'escalated')
    await accept(id)
    expect(await acts.close(id)).toMatchObject({ ok: true, execution: { final_status: 'failed' } })
  })

  test('is accepted once, by the first of two operators', async () => {
    const id = await leaveToOperator(await openLone())
    const answers = await Promise.all([accept(id, 'anna'), accept(id, 'ben')])
    expect(answers.filter((answer) => answer.ok && answer.created)).toHaveLength(1)
    expect(answers.filter((answer) => answer.ok && !answer.created)).toHaveLength(1)
    const record = await ledger.ask(ledgerExecution, { executionId: id })
    const held = record.ok ? record.hedgeEvents.filter(({ step }) => step === 'held') : []
    expect(held).toHaveLength(1)
  })

  test('needs a reason, something to lose, and that an operator was asked', async () => {
    const lone = await openLone()
    expect(await accept(lone)).toMatchObject({ code: 'NOT_OWNED' })
    expect(await accept(await openEscalated())).toMatchObject({ code: 'NOT_OWNED' })
    await acts.control('RUN')
    expect(await accept(await acts.openAccepted())).toMatchObject({ code: 'NOT_EXPOSED' })
    expect(await accept(randomUUID())).toMatchObject({ code: 'NOT_FOUND' })
    const unreasoned = { executionId: lone, reason: '  ', by: 'anna' }
    expect(await ledger.ask(ledgerAccept, unreasoned)).toMatchObject({ code: 'MALFORMED' })
  })
})
