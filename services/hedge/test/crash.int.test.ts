import { latestHedge } from '@surefoot/execution-rules'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { executeHedge } from '../src/lone-leg/execute-hedge.ts'
import { openLoneLegWorld, type LoneLegWorld } from './lone-leg-world.ts'
import { createMortalBus, type Mishap } from './mortal-bus.ts'

let world: LoneLegWorld

beforeAll(async () => {
  world = await openLoneLegWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

interface Scenario {
  readonly name: string
  readonly arrange: () => void
  /** Every word of the hedge with the outside, in order: a new one has to be named here, or the rehearsal fails. */
  readonly words: readonly string[]
  readonly end: {
    readonly steps: readonly string[]
    readonly hedge: object | undefined
    readonly bets: number
  }
}

const LOOK = [
  'ledger.execution 1',
  'contract.get 1',
  'contract.get 2',
  'leg.prepare 1',
  'leg.prepare 2',
]
const PLACE = ['ledger.hedge 1', 'leg.place 1', 'ledger.record 1', 'ledger.execution 2']
const PLACE_NEXT = ['ledger.hedge 3', 'leg.place 2', 'ledger.record 2', 'ledger.execution 3']
const LOOK_AGAIN = ['leg.prepare 3', 'leg.prepare 4', 'bets.read 1']

const SCENARIOS: readonly Scenario[] = [
  {
    name: 'is completed at the other account',
    arrange: () => undefined,
    words: [...LOOK, ...PLACE, 'ledger.hedge 2', 'ledger.close 1'],
    end: {
      steps: ['triggered', 'planned', 'covered'],
      hedge: { state: 'ACCEPTED', stake: '100.00', account: 'B' },
      bets: 1,
    },
  },
  {
    name: 'is too dear to hedge',
    arrange: () => {
      const slip = { odds: '1.5', maxStake: null, balance: null }
      world.script.A.slip = slip
      world.script.B.slip = slip
    },
    words: [...LOOK, 'bets.read 1', 'ledger.hedge 1', 'ledger.close 1'],
    end: { steps: ['triggered', 'escalated'], hedge: undefined, bets: 0 },
  },
  {
    name: 'has its hedge refused',
    arrange: () => {
      world.script.B.fate = 'reject'
    },
    words: [
      ...LOOK,
      ...PLACE,
      'ledger.hedge 2',
      'leg.prepare 3',
      ...PLACE_NEXT,
      'ledger.hedge 4',
      'ledger.close 1',
    ],
    end: {
      steps: ['triggered', 'planned', 'failed', 'planned', 'covered'],
      hedge: { state: 'ACCEPTED', stake: '116.67', account: 'A' },
      bets: 1,
    },
  },
  {
    name: 'has every choice refused',
    arrange: () => {
      world.script.A.fate = 'reject'
      world.script.B.fate = 'reject'
    },
    words: [
      ...LOOK,
      ...PLACE,
      'ledger.hedge 2',
      'leg.prepare 3',
      ...PLACE_NEXT,
      'ledger.hedge 4',
      'leg.prepare 4',
      'leg.prepare 5',
      'bets.read 1',
      'ledger.hedge 5',
      'ledger.close 1',
    ],
    end: {
      steps: ['triggered', 'planned', 'failed', 'planned', 'failed', 'escalated'],
      hedge: { state: 'REJECTED', stake: '116.67', account: 'A' },
      bets: 0,
    },
  },
  {
    name: 'is covered in part only',
    arrange: () => {
      world.script.B.fate = 'half'
    },
    words: [...LOOK, ...PLACE, ...LOOK_AGAIN, 'ledger.hedge 2', 'ledger.close 1'],
    end: {
      steps: ['triggered', 'planned', 'escalated'],
      hedge: { state: 'ACCEPTED', stake: '100.00', account: 'B' },
      bets: 1,
    },
  },
]

async function summarise(executionId: string) {
  const { execution, hedgeEvents, legs } = await world.readRecord(executionId)
  const hedge = latestHedge({ legs })
  return {
    hasEnded: execution.closedAt !== null,
    steps: hedgeEvents.map(({ step }) => step),
    hedge: hedge && { state: hedge.state, stake: hedge.stake, account: hedge.account },
    bets: world.books.hedges.filter((plan) => plan.executionId === executionId).length,
  }
}

describe.each(SCENARIOS)('a lone leg that $name', ({ arrange, words, end }) => {
  const openLone = async (): Promise<string> => {
    const executionId = await world.openLone()
    arrange()
    return executionId
  }
  const mishaps = (...whats: Mishap['what'][]): Mishap[] =>
    words.flatMap((word) => whats.map((what) => ({ word, what })))

  test('is hedged in these words and no other', async () => {
    const executionId = await openLone()
    const { bus, words: said } = createMortalBus(world.bus, null)
    await executeHedge(world.createPorts({ bus }), executionId)
    expect(said).toEqual(words)
    expect(await summarise(executionId)).toEqual({ hasEnded: true, ...end })
  })

  test.each(mishaps('dies before', 'dies after'))(
    'is left to the successor of a process that $what $word, and has no second bet',
    async (mishap) => {
      const executionId = await openLone()
      const { bus, died } = createMortalBus(world.bus, mishap)
      void executeHedge(world.createPorts({ bus }), executionId)
      await died
      await executeHedge(world.createPorts(), executionId)
      expect(await summarise(executionId)).toEqual({ hasEnded: true, ...end })
    },
  )

  test.each(mishaps('loses the answer of'))(
    'comes to an end with at most one bet though a process $what $word',
    async (mishap) => {
      const executionId = await openLone()
      const { bus } = createMortalBus(world.bus, mishap)
      await Promise.allSettled([executeHedge(world.createPorts({ bus }), executionId)])
      await executeHedge(world.createPorts(), executionId)
      const { hasEnded, steps, bets } = await summarise(executionId)
      expect(hasEnded).toBe(true)
      expect(['covered', 'escalated']).toContain(steps.at(-1))
      expect(bets).toBeLessThanOrEqual(1)
    },
  )

  test('has one bet at most when several processes take it at once', async () => {
    const executionId = await openLone()
    const hedge = () => executeHedge(world.createPorts(), executionId)
    await Promise.allSettled([hedge(), hedge(), hedge()])
    await hedge()
    expect(await summarise(executionId)).toEqual({ hasEnded: true, ...end })
  })
})

test('a hedge whose process died is not placed by a successor that comes too late: the next choice is', async () => {
  const executionId = await world.openLone()
  const { bus, died } = createMortalBus(world.bus, { word: 'ledger.hedge 1', what: 'dies after' })
  const settings = { executionTimeoutMs: 1 }
  void executeHedge(world.createPorts({ bus, settings }), executionId)
  await died
  await executeHedge(world.createPorts(), executionId)
  expect(await summarise(executionId)).toEqual({
    hasEnded: true,
    steps: ['triggered', 'planned', 'failed', 'planned', 'covered'],
    hedge: { state: 'ACCEPTED', stake: '116.67', account: 'A' },
    bets: 1,
  })
})
