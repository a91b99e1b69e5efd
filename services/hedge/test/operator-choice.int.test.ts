/** An operator's choice is placed as it was shown, once, or not at all. */
import { hedgeChoose, refuse, type ShownChoice } from '@surefoot/shared/messages'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { onHedgeChoose } from '../src/choice/on-hedge-choose.ts'
import { executeHedge } from '../src/lone-leg/execute-hedge.ts'
import { createHedge } from '../src/service.ts'
import { openLoneLegWorld, type LoneLegWorld } from './lone-leg-world.ts'

const WAIT = { timeout: 120_000, interval: 50 }
const SUSPENDED = refuse('SUSPENDED', 'The bookmaker has suspended the selection.')
/** B's own side at 2.1 against A's 100.00 at 2.1. */
const AT_B: ShownChoice = {
  kind: 'other_side',
  account: 'B',
  odds: '2.1',
  stake: '100.00',
  worstCase: '10.00',
}

let world: LoneLegWorld

beforeAll(async () => {
  world = await openLoneLegWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

/** A lone leg A whose hedge was left to an operator, and whose execution is closed. */
async function openLeft(): Promise<string> {
  const executionId = await world.openLone()
  const { A, B } = world.script
  const slips = [A.slip, B.slip] as const
  A.slip = SUSPENDED
  B.slip = SUSPENDED
  await executeHedge(world.createPorts(), executionId)
  ;[A.slip, B.slip] = slips
  expect((await world.readRecord(executionId)).execution).toMatchObject({
    hedge: 'escalated',
    closedAt: expect.any(String),
  })
  return executionId
}

const choose = (executionId: string, shown: ShownChoice, request = randomUUID(), by = 'anna') =>
  onHedgeChoose(world.createPorts(), { deskId: 'main', executionId, request, shown, by })

const betsOf = (executionId: string) =>
  world.books.hedges.filter((plan) => plan.executionId === executionId)
const submitsOf = (executionId: string) =>
  world.books.submits.filter((plan) => plan.executionId === executionId)

/** Nothing was written and nothing was placed. */
async function expectUntouched(executionId: string): Promise<void> {
  const { execution, legs } = await world.readRecord(executionId)
  expect(execution).toMatchObject({ hedge: 'escalated', closedAt: expect.any(String) })
  expect(legs).toHaveLength(2)
  expect(submitsOf(executionId)).toEqual([])
}

describe('a choice that is still what was shown', () => {
  test('is placed with its own permit, covers the lone leg, and names who chose it', async () => {
    const executionId = await openLeft()
    using hedge = await startHedge()
    const ask = { deskId: 'main', executionId, request: randomUUID(), shown: AT_B, by: 'anna' }
    const sent = () => world.bus.request(hedgeChoose, ask, { deadlineMs: 60_000 })
    expect(await sent()).toMatchObject({
      ok: true,
      leg: { role: 'H', account: 'B', stake: '100.00', leastOdds: '2.1' },
    })
    await vi.waitFor(
      async () =>
        expect((await world.readRecord(executionId)).execution).toMatchObject({
          hedge: 'covered',
          closedAt: expect.any(String),
        }),
      WAIT,
    )
    // The same click again: the same leg, and no second bet.
    expect(await sent()).toMatchObject({ ok: true, leg: { state: 'ACCEPTED' } })
    expect(betsOf(executionId)).toMatchObject([{ account: 'B', stake: '100.00' }])
    const { hedgeEvents } = await world.readRecord(executionId)
    expect(hedgeEvents.find(({ step }) => step === 'planned')?.details).toMatchObject({
      by: 'anna',
      message: expect.stringContaining('anna chose 100.00 at account B'),
    })
    await hedge.stop()
  })

  test('is taken when the price is better by now', async () => {
    const executionId = await openLeft()
    world.script.B.slip = { odds: '2.2', maxStake: null, balance: null }
    expect(await choose(executionId, AT_B)).toMatchObject({ ok: true, leg: { leastOdds: '2.1' } })
    await executeHedge(world.createPorts(), executionId)
    expect(betsOf(executionId)).toMatchObject([{ stake: '100.00', leastOdds: '2.1' }])
  })
})

test('after a hedge that was refused the operator’s is the next one, and covers what is exposed', async () => {
  const executionId = await world.openLone()
  world.script.A.slip = SUSPENDED
  world.script.B.fate = 'reject'
  await executeHedge(world.createPorts(), executionId)
  expect((await world.readRecord(executionId)).execution).toMatchObject({ hedge: 'escalated' })
  world.script.B.fate = 'accept'
  expect(await choose(executionId, AT_B)).toMatchObject({ leg: { legId: `${executionId}-H2` } })
  await executeHedge(world.createPorts(), executionId)
  const { execution, legs } = await world.readRecord(executionId)
  expect(execution).toMatchObject({ hedge: 'covered', closedAt: expect.any(String) })
  const stateOf = (end: string) => legs.find(({ legId }) => legId.endsWith(end))?.state
  expect([stateOf('-H'), stateOf('-H2')]).toEqual(['REJECTED', 'ACCEPTED'])
  expect(betsOf(executionId)).toHaveLength(1)
})

describe('a choice that is not what was shown any more', () => {
  const slip = (odds: string, maxStake: string | null = null, balance: string | null = null) => ({
    odds,
    maxStake,
    balance,
  })
  test.each([
    ['the price has fallen', slip('2.09'), 'The price is 2.09, and 2.1 was shown.'],
    ['less can be staked', slip('2.1', '99.00'), 'No more than 99.00'],
    ['the balance is less', slip('2.1', null, '50.00'), 'No more than 50.00'],
    ['the selection is suspended', SUSPENDED, 'SUSPENDED'],
  ])('is refused, and nothing is placed: %s', async (_, present, why) => {
    const executionId = await openLeft()
    world.script.B.slip = present
    expect(await choose(executionId, AT_B)).toMatchObject({
      ok: false,
      code: 'CHOICE_CHANGED',
      message: expect.stringContaining(why),
    })
    await expectUntouched(executionId)
  })

  test('is refused when the bets in force make another worst case of it', async () => {
    const executionId = await openLeft()
    const rosier = { ...AT_B, worstCase: '10.01' }
    expect(await choose(executionId, rosier)).toMatchObject({ code: 'CHOICE_CHANGED' })
    await expectUntouched(executionId)
  })

  test('is refused where it covers nothing, and at a side that there is not', async () => {
    const executionId = await openLeft()
    const worse = { ...AT_B, stake: '400.00', odds: '1.1', worstCase: '-290.00' }
    expect(await choose(executionId, worse)).toMatchObject({ code: 'NO_COVER' })
    const nowhere = { ...AT_B, kind: 'opposite' } as const
    expect(await choose(executionId, nowhere)).toMatchObject({ code: 'CHOICE_CHANGED' })
    await expectUntouched(executionId)
  })
})

test('of two operators at once the first has the leg, and the other is refused', async () => {
  const executionId = await openLeft()
  const answers = await Promise.all([
    choose(executionId, AT_B, randomUUID(), 'anna'),
    choose(executionId, AT_B, randomUUID(), 'ben'),
  ])
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  expect(answers.filter(({ ok }) => !ok)).toMatchObject([{ code: 'LEG_EXISTS' }])
  const { legs } = await world.readRecord(executionId)
  expect(legs.filter(({ role }) => role === 'H')).toHaveLength(1)
})

test('a lone leg that the hedge service has is no operator’s, nor one of another desk', async () => {
  const executionId = await world.openLone()
  expect(await choose(executionId, AT_B)).toMatchObject({ code: 'NOT_OWNED' })
  const ask = { executionId, request: randomUUID(), shown: AT_B, by: 'anna' }
  expect(await onHedgeChoose(world.createPorts(), { ...ask, deskId: 'other' })).toMatchObject({
    code: 'NOT_FOUND',
  })
})

test('in a killed desk the ledger gives the leg no permit: nothing is placed, and it comes back', async () => {
  const executionId = await openLeft()
  await world.setTrading('HALT_ALL')
  expect(await choose(executionId, AT_B)).toMatchObject({ ok: true })
  await executeHedge(world.createPorts(), executionId)
  expect(betsOf(executionId)).toEqual([])
  expect((await world.readRecord(executionId)).execution).toMatchObject({ hedge: 'escalated' })
})

async function startHedge() {
  const hedge = await createHedge(world.createPorts(), { asksLedger: false })
  return { stop: hedge.stop, [Symbol.dispose]: () => void hedge.stop() }
}
