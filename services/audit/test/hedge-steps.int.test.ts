import { randomUUID } from 'node:crypto'
import { ledgerDesk, ledgerExecution, type Receipt } from '@surefoot/shared/messages'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { betOf, createActs, DESK, planLeg, receipt } from './builders.ts'
import { openLedger, type TestLedger } from './open-ledger.ts'

let ledger: TestLedger
let acts: ReturnType<typeof createActs>

beforeAll(async () => {
  ledger = await openLedger()
  acts = createActs(ledger)
})
afterAll(() => ledger[Symbol.asyncDispose]())
beforeEach(() => acts.startTrading())

/** Lone leg A: A accepted, B refused by us. */
async function openLone(): Promise<string> {
  const id = randomUUID()
  await acts.open(id)
  await acts.arm(`${id}-A`)
  await acts.accept(`${id}-A`)
  await acts.record(`${id}-B`, 'DENIED')
  await acts.hedge(id, 'triggered')
  return id
}

async function takeHedge(change: Partial<Receipt>): Promise<string> {
  const id = await openLone()
  await acts.hedge(id, 'planned', planLeg(id, 'H', { stake: '100.00', leastOdds: '1.9' }))
  await acts.arm(`${id}-H`)
  const taken = receipt({ stake: '100.00', odds: '1.9', betReference: `bet-${id}-H`, ...change })
  await acts.record(`${id}-H`, 'ACCEPTED', { receipt: taken })
  return id
}

test('a hedge that was taken with less stake than authorised may be left to a person', async () => {
  const id = await takeHedge({ stake: '99.99' })
  expect(await acts.hedge(id, 'escalated')).toMatchObject({ ok: true, created: true })
})

test('a hedge whose answer has lower odds than authorised is unknown, and not left to a person yet', async () => {
  const id = await takeHedge({ odds: '1.89' })
  expect(await acts.hedge(id, 'escalated')).toMatchObject({ ok: false, code: 'NOT_LONE' })
  expect(await ledger.ask(ledgerExecution, { executionId: id })).toMatchObject({
    legs: [{}, {}, { role: 'H', state: 'UNKNOWN' }],
  })
})

test.each<[string, Partial<Receipt>]>([
  ['as authorised', {}],
  ['at better odds', { odds: '2' }],
])('a hedge that was taken %s is never left to a person', async (_, change) => {
  const id = await takeHedge(change)
  expect(await acts.hedge(id, 'escalated')).toMatchObject({ ok: false, code: 'NOT_LONE' })
})

test.each(['escalated', 'held'] as const)(
  'no hedge is planned for a lone leg that is %s: someone else has dealt with it',
  async (step) => {
    const id = await openLone()
    await acts.hedge(id, step)
    expect(await acts.hedge(id, 'planned', planLeg(id, 'H'))).toMatchObject({
      ok: false,
      code: 'CONCLUDED',
    })
  },
)

test.each(['A', 'B'] as const)(
  'a hedge may be planned and armed at account %s',
  async (account) => {
    const id = await openLone()
    const providerId = account === 'A' ? 'north' : 'south'
    const selection = account === 'A' ? {} : { selectionId: `selection-${id}-B` }
    const plan = planLeg(id, 'H', { account, providerId, ...selection })
    expect(await acts.hedge(id, 'planned', plan)).toMatchObject({ ok: true, created: true })
    expect(await acts.arm(`${id}-H`)).toMatchObject({ ok: true, permit: { legId: `${id}-H` } })
  },
)

/** Both accepted: A with 100 at 2.1, B with this stake. */
async function openPair(stake: string): Promise<string> {
  const id = randomUUID()
  await acts.open(id)
  await acts.arm(`${id}-A`)
  await acts.accept(`${id}-A`)
  await acts.arm(`${id}-B`)
  const taken = receipt({ stake, betReference: `bet-${id}-B` })
  await acts.record(`${id}-B`, 'ACCEPTED', { receipt: taken })
  return id
}

test('B that was taken in part keeps its execution open until the residue is hedged', async () => {
  const id = await openPair('10.00')
  expect(await acts.close(id)).toMatchObject({ code: 'NOT_FINAL' })
  await acts.hedge(id, 'triggered')
  // The same selection as B, which is known by its reference: it is no bet that may be taken for this one.
  const plan = planLeg(id, 'H', {
    account: 'B',
    providerId: 'south',
    stake: '90.00',
    selectionId: `selection-${id}-B`,
  })
  expect(await acts.hedge(id, 'planned', plan)).toMatchObject({ ok: true })
  expect(await acts.arm(`${id}-H`)).toMatchObject({ ok: true })
  const hedge = receipt({ stake: '90.00', betReference: `bet-${id}-H` })
  await acts.record(`${id}-H`, 'ACCEPTED', { receipt: hedge })
  expect(await acts.close(id)).toMatchObject({ code: 'NOT_FINAL' })
  await acts.hedge(id, 'covered')
  expect(await acts.close(id)).toMatchObject({ ok: true, execution: { final_status: 'success' } })
})

test('a pair that loses more than a step ends as failed once a person owns it, and says what it loses', async () => {
  const id = await openPair('10.00')
  await acts.hedge(id, 'escalated')
  expect(await acts.close(id)).toMatchObject({
    ok: true,
    execution: {
      final_status: 'failed',
      error_message:
        'Leg A was taken with 100.00 at 2.1, B was taken with 10.00 of 100.00 at 2.1: -89.00 at worst',
    },
  })
})

test('a hedge gets no permit once the bet that it was planned for is void', async () => {
  const id = await openLone()
  await acts.hedge(id, 'planned', planLeg(id, 'H'))
  await acts.settle(`${id}-A`, 'void', '100.00')
  expect(await acts.arm(`${id}-H`)).toMatchObject({ ok: false, code: 'NOT_LONE' })
  await acts.record(`${id}-H`, 'DENIED')
  expect(await acts.close(id)).toMatchObject({ ok: true, execution: { final_status: 'failed' } })
})

test('B gets no permit once the bet of A is void', async () => {
  const id = randomUUID()
  await acts.open(id)
  await acts.arm(`${id}-A`)
  await acts.accept(`${id}-A`)
  await acts.settle(`${id}-A`, 'void', '100.00')
  expect(await acts.arm(`${id}-B`)).toMatchObject({ ok: false, code: 'A_NOT_ACCEPTED' })
})

test('a bet that is void after its execution was closed leaves its partner to an operator at once', async () => {
  const id = await openPair('100.00')
  expect(await acts.close(id)).toMatchObject({ execution: { final_status: 'success' } })
  await acts.state('A', [
    betOf(`${id}-A`, { betReference: `bet-${id}-A`, status: 'void', returned: '100.00' }),
  ])
  const record = await ledger.ask(ledgerExecution, { executionId: id })
  expect(record).toMatchObject({
    execution: { hedge: 'escalated' },
    hedgeEvents: [{ step: 'escalated', details: { code: 'EXPOSED_AGAIN' } }],
  })
  expect(await ledger.ask(ledgerDesk, { deskId: DESK })).toMatchObject({
    control: { trading: 'HALT_NEW' },
  })
})

test('four executions in a row that end covered but below plan halt the desk', async () => {
  for (let count = 1; count <= 4; count += 1) {
    expect(await ledger.ask(ledgerDesk, { deskId: DESK })).toMatchObject({
      control: { trading: 'RUN' },
    })
    expect(await acts.close(await openPair('96.00'))).toMatchObject({
      execution: { final_status: 'success' },
    })
  }
  expect(await ledger.ask(ledgerDesk, { deskId: DESK })).toMatchObject({
    control: { trading: 'HALT_NEW' },
  })
})
