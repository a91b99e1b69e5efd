import { ledgerHedge, ledgerRecord, legPlan, refuse } from '@surefoot/shared/messages'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { executeHedge } from '../src/lone-leg/execute-hedge.ts'
import type { Settings } from '../src/ports.ts'
import { openLoneLegWorld, type LoneLegWorld } from './lone-leg-world.ts'
import { createMortalBus } from './mortal-bus.ts'
import { summarise, type Ended } from './summarise.ts'

let world: LoneLegWorld

beforeAll(async () => {
  world = await openLoneLegWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

const slip = (odds: string, change: { maxStake?: string; balance?: string } = {}) => ({
  odds,
  maxStake: null,
  balance: null,
  ...change,
})
const SUSPENDED = refuse('SUSPENDED', 'North has suspended the selection.')
/** For a browser that never answers. One that does may be slow on a busy machine. */
const SHORT = { lookMs: 20_000, executionTimeoutMs: 4000 }

async function hedge(executionId: string, settings: Partial<Settings> = {}): Promise<Ended> {
  await executeHedge(world.createPorts({ settings }), executionId)
  return summarise(await world.readRecord(executionId))
}

async function stepOf(executionId: string, wanted: string): Promise<unknown> {
  const { hedgeEvents } = await world.readRecord(executionId)
  return hedgeEvents.find(({ step }) => step === wanted)?.details
}

function betsOf(executionId: string): number {
  return world.books.hedges.filter((plan) => plan.executionId === executionId).length
}

/** Ids of the hedge legs that reached an executor, in that order. */
function submitsOf(executionId: string): string[] {
  return world.books.submits
    .filter((plan) => plan.executionId === executionId)
    .map(({ legId }) => legId)
}

describe('after a hedge that is no bet the next choice is a new bet', () => {
  const covered = (executionId: string) => ({
    step: 'covered',
    details: { account: 'A', stake: '116.67', worstCase: '-6.67' },
    hedge: { account: 'A', state: 'ACCEPTED', legId: `${executionId}-H2` },
    hasEnded: true,
  })

  test.each(['reject', 'vanish'] as const)(
    'with another id and another permit: %s',
    async (fate) => {
      const executionId = await world.openLone()
      world.script.B.fate = fate
      expect(await hedge(executionId, SHORT)).toMatchObject(covered(executionId))
      expect(submitsOf(executionId)).toEqual([`${executionId}-H`, `${executionId}-H2`])
      expect(betsOf(executionId)).toBe(1)
      expect(await stepOf(executionId, 'failed')).toMatchObject({
        message: expect.stringContaining('The hedge at account B is '),
      })
    },
  )

  test('placed once, however many instances take it at once', async () => {
    const executionId = await world.openLone()
    world.script.B.fate = 'reject'
    const ports = () => world.createPorts()
    await Promise.allSettled([1, 2, 3].map(() => executeHedge(ports(), executionId)))
    expect(await hedge(executionId)).toMatchObject(covered(executionId))
    expect(betsOf(executionId)).toBe(1)
  })

  test('also once the first one is proven absent, and never before', async () => {
    const executionId = await world.openLone()
    world.script.B.fate = 'vanish armed'
    for (const _ of ['first', 'again'])
      expect(await hedge(executionId, { executionTimeoutMs: 10_000 })).toMatchObject({
        step: 'planned',
        hedge: { state: 'ARMED', legId: `${executionId}-H` },
        hasEnded: false,
      })
    const found = { legId: `${executionId}-H`, by: 'test', reason: 'No receipt in its time' }
    await world.bus.request(ledgerRecord, { ...found, to: 'UNKNOWN' }, { deadlineMs: 60_000 })
    expect(await hedge(executionId)).toMatchObject({
      step: 'planned',
      hedge: { state: 'UNKNOWN', legId: `${executionId}-H` },
    })
    expect(submitsOf(executionId)).toEqual([`${executionId}-H`])
    await world.bus.request(
      ledgerRecord,
      { ...found, to: 'ABSENT', evidence: { proof: 'not in the list' } },
      { deadlineMs: 60_000 },
    )
    expect(await hedge(executionId)).toMatchObject(covered(executionId))
    expect(submitsOf(executionId)).toEqual([`${executionId}-H`, `${executionId}-H2`])
  })

  test('and not once its time is over: a person is asked', async () => {
    const executionId = await world.openLone()
    world.script.B.fate = 'vanish'
    const settings = { ...SHORT, hedgeDeadlineMs: 60_000 }
    const { bus, died } = createMortalBus(world.bus, { word: 'ledger.hedge 2', what: 'dies after' })
    void executeHedge(world.createPorts({ bus, settings }), executionId)
    await died
    expect(await hedge(executionId, { hedgeDeadlineMs: 1 })).toMatchObject({
      step: 'escalated',
      details: { code: 'LATE' },
      hedge: { state: 'VOID', legId: `${executionId}-H` },
    })
  })
})

describe('a lone leg whose hedges are no bets is left to a person', () => {
  test('when each choice was refused, with the choices at the prices of now', async () => {
    const executionId = await world.openLone()
    world.script.A.fate = 'reject'
    world.script.B.fate = 'vanish'
    const end = await hedge(executionId, SHORT)
    expect(end).toMatchObject({
      step: 'escalated',
      details: { code: 'HEDGE_FAILED' },
      hedge: { state: 'REJECTED', legId: `${executionId}-H2` },
      hasEnded: true,
    })
    expect(end.choices.map(({ kind }) => kind)).toEqual([
      'other_side',
      'opposite',
      'cash_out',
      'hold',
    ])
    expect(betsOf(executionId)).toBe(0)
  })

  test('when the next choice would lose more than the limit, and it is not placed', async () => {
    const executionId = await world.openLone()
    world.script.A.slip = slip('1.7')
    world.script.B.fate = 'reject'
    const end = await hedge(executionId)
    expect(end).toMatchObject({
      step: 'escalated',
      message: expect.stringMatching(
        /The hedge at account B is REJECTED: The price has changed\. The best hedge is away at 1\.7 .* the limit is 10\.00/,
      ),
      details: { code: 'LOSS_OVER_LIMIT' },
      hedge: { state: 'REJECTED', legId: `${executionId}-H` },
      hasEnded: true,
    })
    expect(end.choices).toMatchObject([
      { kind: 'other_side', why: `It was tried: leg ${executionId}-H is REJECTED.` },
      { kind: 'opposite', worstCase: '-13.53' },
      { kind: 'cash_out' },
      { kind: 'hold', worstCase: '-100.00' },
    ])
    expect(submitsOf(executionId)).toEqual([`${executionId}-H`])
  })

  test('when its only allowed choice was refused', async () => {
    const executionId = await world.openLone()
    world.script.B.fate = 'reject'
    expect(await hedge(executionId, { options: ['other_side'] })).toMatchObject({
      step: 'escalated',
      details: { code: 'HEDGE_FAILED' },
      hedge: { state: 'REJECTED', legId: `${executionId}-H` },
    })
    expect(submitsOf(executionId)).toEqual([`${executionId}-H`])
  })
})

describe('an operator’s choice', () => {
  /** Left to an operator because every hedge loses more than the limit; then this one is chosen at account A. */
  async function choose(stake: string): Promise<string> {
    const executionId = await world.openLone()
    world.script.A.slip = slip('1.7')
    world.script.B.slip = SUSPENDED
    expect(await hedge(executionId)).toMatchObject({ step: 'escalated', hedge: undefined })
    const [lone] = (await world.readRecord(executionId)).legs
    const leg = legPlan.parse({
      ...lone,
      legId: `${executionId}-H`,
      role: 'H',
      selectionId: `${executionId} opposite`,
      stake,
      leastOdds: '1.7',
      deadline: new Date(Date.now() + 60_000).toISOString(),
    })
    const ask = { executionId, step: 'planned', details: {}, leg, by: 'ops' } as const
    expect(await world.bus.request(ledgerHedge, ask, { deadlineMs: 60_000 })).toMatchObject({
      ok: true,
    })
    return executionId
  }

  test('is placed once by the hedge service, and covers though it loses more than the limit', async () => {
    const executionId = await choose('123.53')
    expect(await hedge(executionId)).toMatchObject({
      step: 'covered',
      details: { worstCase: '-13.53' },
      hedge: { state: 'ACCEPTED', legId: `${executionId}-H` },
      hasEnded: true,
    })
    expect(submitsOf(executionId)).toEqual([`${executionId}-H`])
  })

  test('that is refused is followed by no choice of the hedge service', async () => {
    const executionId = await choose('123.53')
    world.script.A.fate = 'reject'
    world.script.B.slip = slip('2.1')
    expect(await hedge(executionId)).toMatchObject({
      step: 'escalated',
      details: { code: 'HEDGE_FAILED' },
      hedge: { state: 'REJECTED', legId: `${executionId}-H` },
      hasEnded: true,
    })
    expect(submitsOf(executionId)).toEqual([`${executionId}-H`])
  })
})
