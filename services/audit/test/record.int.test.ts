import { randomUUID } from 'node:crypto'
import {
  deskChanged,
  ledgerClose,
  ledgerDesk,
  ledgerExecution,
  ledgerExecutions,
  ledgerExposure,
  ledgerJournal,
  ledgerUnfinished,
} from '@surefoot/shared/messages'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createActs, DESK, planLeg, receipt } from './builders.ts'
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
    .$executeRaw`TRUNCATE "execution_audit_log", "hedge_events", "legs", "permits", "leases"`
  await acts.startTrading()
})

const close = (executionId: string, errorMessage: string | null = null) =>
  ledger.ask(ledgerClose, { executionId, errorMessage })

async function openArmed(): Promise<string> {
  const id = randomUUID()
  await acts.open(id)
  await acts.arm(`${id}-A`)
  return id
}

test('what the provider took replaces what was planned, in the leg, the row and the exposure', async () => {
  const id = await openArmed()
  const taken = receipt({ stake: '80.00', odds: '2.05' })
  const reply = await acts.record(`${id}-A`, 'ACCEPTED', { receipt: taken })
  expect(reply).toMatchObject({ changed: true, leg: { state: 'ACCEPTED', receipt: taken } })
  expect(await ledger.ask(ledgerExecution, { executionId: id })).toMatchObject({
    execution: { legA_status: 'success', stakeA: '80.00', oddsA: '2.05', legB_status: null },
  })
  expect(await ledger.ask(ledgerExposure, { deskId: DESK })).toMatchObject({
    A: { total: '80.00' },
    B: { total: '100.00' },
  })
})

test('a receipt that arrives again changes nothing', async () => {
  const id = await openArmed()
  expect(await acts.accept(`${id}-A`)).toMatchObject({ changed: true })
  expect(await acts.accept(`${id}-A`)).toMatchObject({ changed: false, leg: { state: 'ACCEPTED' } })
  const late = await acts.record(`${id}-A`, 'REJECTED')
  expect(late).toMatchObject({ changed: false, leg: { state: 'ACCEPTED' } })
})

test('of two answers that arrive at once, one decides and both are told which', async () => {
  const id = await openArmed()
  const replies = await Promise.all([acts.accept(`${id}-A`), acts.record(`${id}-A`, 'REJECTED')])
  expect(replies.filter((reply) => reply.ok && reply.changed)).toHaveLength(1)
  const states = new Set(replies.map((reply) => reply.ok && reply.leg.state))
  expect(states.size).toBe(1)
})

test('a leg is armed by a permit alone', async () => {
  const id = randomUUID()
  await acts.open(id)
  expect(await acts.record(`${id}-A`, 'ARMED')).toMatchObject({
    changed: false,
    leg: { state: 'AUTHORIZED' },
  })
})

test('an unknown leg counts as exposure, and only evidence says that it was not placed', async () => {
  const id = await openArmed()
  await acts.record(`${id}-A`, 'UNKNOWN')
  expect(await ledger.ask(ledgerExposure, { deskId: DESK })).toMatchObject({
    A: { total: '100.00' },
  })
  expect(await acts.record(`${id}-A`, 'ABSENT')).toMatchObject({ ok: false, code: 'NO_EVIDENCE' })
  expect(await acts.record(`${id}-A`, 'ACCEPTED')).toMatchObject({ ok: false, code: 'NO_RECEIPT' })
  await acts.record(`${id}-A`, 'ABSENT', { evidence: { openBets: [], history: [] } })
  expect(await ledger.ask(ledgerExposure, { deskId: DESK })).toMatchObject({ A: { total: '0.00' } })
})

test('a leg that only a person can resolve halts its desk, says so and keeps its exposure', async () => {
  const heard = vi.fn<(body: unknown) => void>()
  const listening = await ledger.bus.subscribe(deskChanged, heard)
  const id = await openArmed()
  await acts.record(`${id}-A`, 'UNKNOWN')
  expect(await acts.record(`${id}-A`, 'ESCALATED')).toMatchObject({ changed: true })
  const desk = await ledger.ask(ledgerDesk, { deskId: DESK })
  expect(desk).toMatchObject({ control: { trading: 'HALT_NEW' } })
  await vi.waitFor(
    () =>
      expect(heard).toHaveBeenLastCalledWith(
        expect.objectContaining({
          deskId: DESK,
          control: expect.objectContaining({ trading: 'HALT_NEW' }),
        }),
      ),
    { timeout: 120_000 },
  )
  const journal = await ledger.ask(ledgerJournal, { deskId: DESK, limit: 10 })
  expect(journal.ok && journal.log[0]).toMatchObject({
    code: 'LEG_ESCALATED',
    account: 'A',
    executionId: id,
  })
  expect(await close(id)).toMatchObject({ ok: false, code: 'NOT_FINAL' })
  expect(await ledger.ask(ledgerExposure, { deskId: DESK })).toMatchObject({
    A: { total: '100.00' },
  })
  await listening.stop()
})

test('an escalation does not loosen a desk that is halted wholly', async () => {
  const id = await openArmed()
  await acts.record(`${id}-A`, 'UNKNOWN')
  await acts.control('HALT_ALL')
  await acts.record(`${id}-A`, 'ESCALATED')
  const desk = await ledger.ask(ledgerDesk, { deskId: DESK })
  expect(desk).toMatchObject({ control: { trading: 'HALT_ALL' } })
})

test("a provider's strange characters do not keep its answer from being recorded", async () => {
  const id = await openArmed()
  const strange = receipt({ raw: 'a\u0000b \ud800', message: 'Zażółć \u{1F3BE}' })
  const reply = await acts.record(`${id}-A`, 'ACCEPTED', { receipt: strange })
  expect(reply).toMatchObject({
    changed: true,
    leg: { receipt: { raw: 'a\uFFFDb \uFFFD', message: 'Zażółć \u{1F3BE}' } },
  })
})

test('an execution of two accepted legs closes as a success and frees its match', async () => {
  const id = randomUUID()
  await acts.open(id, { matchId: 'match' })
  for (const role of ['A', 'B']) {
    expect(await close(id)).toMatchObject({ code: 'NOT_FINAL' })
    await acts.arm(`${id}-${role}`)
    await acts.accept(`${id}-${role}`)
  }
  expect(await acts.open(randomUUID(), { matchId: 'match' })).toMatchObject({ code: 'MATCH_BUSY' })
  const closed = await close(id)
  expect(closed).toMatchObject({ execution: { final_status: 'success', error_message: null } })
  expect(await close(id, 'another word')).toEqual(closed)
  expect(await acts.open(randomUUID(), { matchId: 'match' })).toMatchObject({ ok: true })
})

test('an execution of which nothing was placed closes as failed, with the reason of its leg', async () => {
  const id = randomUUID()
  await acts.open(id)
  await acts.record(`${id}-A`, 'DENIED', { reason: 'The odds moved.' })
  await acts.record(`${id}-B`, 'DENIED', { reason: 'Leg A was not placed.' })
  expect(await close(id)).toMatchObject({
    execution: {
      final_status: 'failed',
      legA_status: 'failed',
      legB_status: 'failed',
      error_message: 'Leg A is DENIED: The odds moved.',
    },
  })
})

test('a lone leg keeps its execution open until its hedge has ended', async () => {
  const id = await openArmed()
  await acts.accept(`${id}-A`)
  await acts.record(`${id}-B`, 'DENIED')
  expect(await close(id)).toMatchObject({ code: 'NOT_FINAL' })
  await acts.hedge(id, 'triggered')
  expect(await close(id)).toMatchObject({ code: 'NOT_FINAL' })
  await acts.hedge(id, 'planned', planLeg(id, 'H'))
  expect(await close(id)).toMatchObject({ code: 'NOT_FINAL' })
  await acts.arm(`${id}-H`)
  await acts.accept(`${id}-H`)
  expect(await close(id)).toMatchObject({ code: 'NOT_FINAL' })
  await acts.hedge(id, 'covered')
  expect(await close(id)).toMatchObject({
    execution: { final_status: 'failed', hedge_triggered: true },
    hedgeEvents: [{ step: 'triggered' }, { step: 'planned' }, { step: 'covered' }],
  })
  expect(await acts.hedge(id, 'failed')).toMatchObject({ ok: false, code: 'CLOSED' })
})

test('a step of a hedge is written once, however often it is asked', async () => {
  const id = await openArmed()
  const plan = planLeg(id, 'H')
  const replies = await Promise.all(
    Array.from({ length: 5 }, () => acts.hedge(id, 'planned', plan)),
  )
  expect(replies.filter((reply) => reply.ok && reply.created)).toHaveLength(1)
  expect(replies.every((reply) => reply.ok && reply.legs.length === 3)).toBe(true)
  expect(await acts.hedge(id, 'covered', plan)).toMatchObject({ code: 'LEG_EXISTS' })
  expect(await acts.hedge(id, 'covered', planLeg(randomUUID(), 'H'))).toMatchObject({ ok: false })
})

test('wherever an execution is answered, its row says how far its hedge is', async () => {
  const id = await openArmed()
  const other = await openArmed()
  const rowsOf = async () => {
    const [one, past, unfinished] = await Promise.all([
      ledger.ask(ledgerExecution, { executionId: id }),
      ledger.ask(ledgerExecutions, { deskId: DESK, limit: 5 }),
      ledger.ask(ledgerUnfinished, {}),
    ])
    const open = unfinished.ok ? unfinished.executions.map(({ execution }) => execution) : []
    const rows = [one.ok ? [one.execution] : [], past.ok ? past.executions : [], open].flat()
    return new Set(rows.map((row) => `${row.id} ${row.hedge}`))
  }
  expect(await rowsOf()).toEqual(new Set([`${id} null`, `${other} null`]))
  for (const step of ['triggered', 'planned', 'failed', 'escalated'] as const) {
    expect(await acts.hedge(id, step)).toMatchObject({ execution: { hedge: step } })
    expect(await rowsOf()).toEqual(new Set([`${id} ${step}`, `${other} null`]))
  }
  await acts.accept(`${id}-A`)
  await acts.record(`${id}-B`, 'DENIED')
  expect(await close(id)).toMatchObject({ execution: { hedge: 'escalated' } })
})

test('what is unfinished and what is past can be read', async () => {
  const [first, second] = [randomUUID(), randomUUID()]
  await acts.open(first)
  await acts.open(second)
  const unfinished = await ledger.ask(ledgerUnfinished, {})
  expect(unfinished).toMatchObject({
    executions: [{ execution: { id: first } }, { execution: { id: second }, legs: [{}, {}] }],
  })
  const past = await ledger.ask(ledgerExecutions, { deskId: DESK, limit: 1 })
  expect(past).toMatchObject({ executions: [{ id: second }] })
  const before = past.ok ? past.executions[0]?.timestamp : undefined
  expect(before).toBeDefined()
  expect(
    await ledger.ask(ledgerExecutions, { deskId: DESK, limit: 5, ...(before ? { before } : {}) }),
  ).toMatchObject({
    executions: [{ id: first }],
  })
  const failed = await ledger.ask(ledgerExecutions, {
    deskId: DESK,
    limit: 5,
    finalStatus: 'failed',
  })
  expect(failed).toMatchObject({ executions: [] })
})

test('what does not exist is said not to be found', async () => {
  const id = randomUUID()
  expect(await ledger.ask(ledgerExecution, { executionId: id })).toMatchObject({
    code: 'NOT_FOUND',
  })
  expect(await close(id)).toMatchObject({ code: 'NOT_FOUND' })
  expect(await acts.record(`${id}-A`, 'DENIED')).toMatchObject({ code: 'NOT_FOUND' })
  expect(await acts.hedge(id, 'triggered')).toMatchObject({ code: 'NOT_FOUND' })
  expect(await acts.arm(`${id}-A`)).toMatchObject({ code: 'NOT_AUTHORIZED' })
})
