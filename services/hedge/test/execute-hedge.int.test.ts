import { ledgerDesk, refuse } from '@surefoot/shared/messages'
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
const SHORT = { lookMs: 6000 }

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

describe('a lone leg is covered', () => {
  test('at the other account when that is best at worst, and the plan says what each choice was worth', async () => {
    const executionId = await world.openLone()
    expect(await hedge(executionId)).toMatchObject({
      step: 'covered',
      message: 'Leg A is covered with 100.00 at 2.1 at account B: 10.00 at worst.',
      details: { account: 'B', worstCase: '10.00', stake: '100.00', odds: '2.1' },
      hedge: { account: 'B', state: 'ACCEPTED' },
      hasEnded: true,
    })
    expect(await stepOf(executionId, 'planned')).toMatchObject({
      message: 'Back away at account B with 100.00 at 2.1, at least 1.9: 10.00 at worst.',
      kind: 'other_side',
      choices: [
        {
          kind: 'other_side',
          account: 'B',
          odds: '2.1',
          stake: '100.00',
          worstCase: '10.00',
          why: null,
        },
        {
          kind: 'opposite',
          account: 'A',
          odds: '1.8',
          stake: '116.67',
          worstCase: '-6.67',
          why: 'Another choice is better at worst.',
        },
        {
          kind: 'hold',
          account: null,
          odds: null,
          stake: null,
          worstCase: '-100.00',
          why: 'Another choice is better at worst.',
        },
      ],
    })
  })

  test('by the opposite at its own account when the other side is suspended', async () => {
    const executionId = await world.openLone()
    world.script.B.slip = SUSPENDED
    expect(await hedge(executionId)).toMatchObject({
      step: 'covered',
      details: { account: 'A', stake: '116.67', worstCase: '-6.67' },
    })
    expect(await stepOf(executionId, 'planned')).toMatchObject({
      choices: [
        { kind: 'other_side', worstCase: null, why: `SUSPENDED: ${SUSPENDED.message}` },
        {},
        {},
      ],
    })
  })

  test('by the other when one browser does not answer', async () => {
    const executionId = await world.openLone()
    world.script.B.slip = 'silent'
    expect(await hedge(executionId, SHORT)).toMatchObject({
      step: 'covered',
      hedge: { account: 'A' },
    })
  })

  test('only by what may be placed without a person', async () => {
    const executionId = await world.openLone()
    expect(await hedge(executionId, { options: ['opposite'] })).toMatchObject({
      step: 'covered',
      hedge: { account: 'A' },
    })
  })

  test('with no more than the slip allows and the balance holds, if that is inside the limit', async () => {
    const executionId = await world.openLone()
    world.script.A.slip = SUSPENDED
    world.script.B.slip = slip('2.1', { maxStake: '95.00', balance: '94.00' })
    expect(await hedge(executionId)).toMatchObject({
      step: 'covered',
      details: { stake: '94.00', worstCase: '3.40' },
    })
  })

  test('no later than its trigger allows, however long a leg may take', async () => {
    const executionId = await world.openLone()
    const { hedge: leg } = await hedge(executionId, { executionTimeoutMs: 600_000 })
    const { hedgeEvents } = await world.readRecord(executionId)
    const triggeredMs = Date.parse(hedgeEvents[0]?.timestamp ?? '')
    expect(Date.parse(leg?.deadline ?? '') - triggeredMs).toBe(60_000)
  })

  test('in part, when what remains is inside the limit, and says what it may lose', async () => {
    const executionId = await world.openLone()
    world.script.B.fate = 'half'
    expect(await hedge(executionId, { lossLimitMinor: 4500 })).toMatchObject({
      step: 'covered',
      message: 'Leg A is covered with only 50.00 of 100.00 at 2.1 at account B: -45.00 at worst.',
      details: { worstCase: '-45.00' },
    })
  })
})

describe('a lone leg is left to a person, and its desk is halted,', () => {
  const untilHalted = async (): Promise<string> => {
    const desk = await world.bus.request(ledgerDesk, { deskId: 'main' }, { deadlineMs: 60_000 })
    return desk.ok ? desk.control.trading : desk.code
  }

  test('when every hedge loses more than the limit, with the worth of each choice', async () => {
    const executionId = await world.openLone()
    world.script.A = { slip: slip('1.5'), fate: 'accept', cashOut: '93.10' }
    world.script.B.slip = slip('1.6')
    const end = await hedge(executionId)
    expect(end).toMatchObject({
      step: 'escalated',
      message:
        'Leg A at account A is not covered. The best hedge is away at 1.6 with 131.25 at account B. It would lose 21.25 at worst, and the limit is 10.00. Nothing more is placed for it by itself: take one of its choices, or accept the risk.',
      details: { code: 'LOSS_OVER_LIMIT' },
      hedge: undefined,
      hasEnded: true,
    })
    expect(end.choices).toMatchObject([
      { kind: 'other_side', account: 'B', stake: '131.25', worstCase: '-21.25' },
      { kind: 'opposite', account: 'A', stake: '140.00', worstCase: '-30.00' },
      { kind: 'cash_out', account: 'A', odds: null, stake: null, worstCase: '-6.90' },
      { kind: 'hold', worstCase: '-100.00', why: null },
    ])
    expect(await untilHalted()).toBe('HALT_NEW')
  })

  test('when no account can show a price', async () => {
    const executionId = await world.openLone()
    world.script.A.slip = SUSPENDED
    world.script.B.slip = 'silent'
    expect(await hedge(executionId, SHORT)).toMatchObject({
      step: 'escalated',
      message: expect.stringContaining(
        'Account B: EXECUTOR_SILENT: The browser of account B does not answer. Account A: SUSPENDED',
      ),
      details: { code: 'NO_PRICE' },
      hedge: undefined,
    })
  })

  test('when its trigger is older than a hedge may be', async () => {
    const executionId = await world.openLone()
    expect(await hedge(executionId, { hedgeDeadlineMs: 1 })).toMatchObject({
      step: 'escalated',
      message: expect.stringContaining('was not placed within 0.001 s'),
      details: { code: 'LATE' },
      choices: [{ kind: 'other_side', worstCase: '10.00' }, {}, { kind: 'cash_out' }, {}],
      hedge: undefined,
    })
    expect(betsOf(executionId)).toBe(0)
  })

  test('when its desk allows no click: the hedge is refused a permit, and nothing is lost', async () => {
    const executionId = await world.openLone()
    await world.setTrading('HALT_ALL')
    expect(await hedge(executionId)).toMatchObject({
      step: 'escalated',
      message: expect.stringContaining('is DENIED: HALTED: The desk is in HALT_ALL'),
      details: { code: 'HEDGE_FAILED' },
      hedge: { state: 'DENIED', legId: `${executionId}-H2` },
      hasEnded: true,
    })
    expect(betsOf(executionId)).toBe(0)
    expect(await untilHalted()).toBe('HALT_ALL')
  })

  test('when too little of its hedge was taken, with the choices for the rest', async () => {
    const executionId = await world.openLone()
    world.script.B.fate = 'half'
    const end = await hedge(executionId)
    expect(end).toMatchObject({
      step: 'escalated',
      message: expect.stringContaining('only 50.00 of 100.00 at 2.1 at account B: -45.00 at worst'),
      details: { code: 'COVERED_IN_PART' },
      hedge: { state: 'ACCEPTED' },
    })
    expect(end.choices).toMatchObject([
      { kind: 'other_side', stake: '50.00', worstCase: '10.00' },
      { kind: 'opposite', stake: '58.33' },
      { kind: 'cash_out' },
      { kind: 'hold', worstCase: '-45.00' },
    ])
    expect(betsOf(executionId)).toBe(1)
  })
})

describe('no second hedge is placed', () => {
  test('when its trigger comes again after all is done', async () => {
    const executionId = await world.openLone()
    const first = await hedge(executionId)
    expect(await hedge(executionId)).toEqual(first)
    expect(betsOf(executionId)).toBe(1)
  })
})

test('nothing is asked about a leg whose other side is unknown: it may be covered', async () => {
  const executionId = await world.openLone('UNKNOWN')
  const { bus, words } = createMortalBus(world.bus, null)
  await executeHedge(world.createPorts({ bus }), executionId)
  expect(words).toEqual(['ledger.execution 1'])
  expect(summarise(await world.readRecord(executionId))).toMatchObject({
    step: 'triggered',
    hedge: undefined,
  })
})
