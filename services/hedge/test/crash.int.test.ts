import type { Bus } from '@surefoot/shared'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { executeHedge } from '../src/execute-hedge.ts'
import { openLoneLegWorld, type LoneLegWorld } from './lone-leg-world.ts'

/** Every word of a hedge with the outside, in order: a new one has to be named here, or the rehearsal fails. */
const WORDS = [
  'ledger.execution 1',
  'contract.get 1',
  'leg.prepare 1',
  'ledger.hedge 1',
  'leg.place 1',
  'ledger.record 1',
  'ledger.execution 2',
  'ledger.hedge 2',
  'ledger.close 1',
]
const DEATHS = WORDS.flatMap((word) => [
  { word, when: 'before' },
  { word, when: 'after' },
])

let world: LoneLegWorld

beforeAll(async () => {
  world = await openLoneLegWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

const COVERED = {
  hasEnded: true,
  steps: ['triggered', 'planned', 'covered'],
  hedge: { state: 'ACCEPTED', stake: '116.67', account: 'A' },
  bets: 1,
}

async function summarise(executionId: string) {
  const { execution, hedgeEvents, legs } = await world.readRecord(executionId)
  const hedge = legs.find(({ role }) => role === 'H')
  return {
    hasEnded: execution.closedAt !== null,
    steps: hedgeEvents.map(({ step }) => step),
    hedge: hedge && { state: hedge.state, stake: hedge.stake, account: hedge.account },
    bets: world.bets.filter((legId) => legId === `${executionId}-H`).length,
  }
}

test('a hedge says these words and no other, and says what it may lose', async () => {
  const executionId = await world.openLone()
  const { bus, words } = createMortalBus(world.bus, null)
  await executeHedge(world.createPorts(bus), executionId)
  expect(words).toEqual(WORDS)
  expect(await summarise(executionId)).toEqual(COVERED)
  const { hedgeEvents } = await world.readRecord(executionId)
  expect(hedgeEvents.at(-1)?.details).toMatchObject({ worstCase: '-6.67' })
})

test.each(DEATHS)(
  'a process that dies $when $word leaves the hedge to its successor, and one bet',
  async (death) => {
    const executionId = await world.openLone()
    const { bus, died } = createMortalBus(world.bus, death)
    void executeHedge(world.createPorts(bus), executionId)
    await died
    await executeHedge(world.createPorts(), executionId)
    expect(await summarise(executionId)).toEqual(COVERED)
  },
)

test('two processes that hedge one leg at once place one bet', async () => {
  const executionId = await world.openLone()
  const hedge = () => executeHedge(world.createPorts(), executionId)
  await Promise.allSettled([hedge(), hedge(), hedge()])
  await hedge()
  expect(await summarise(executionId)).toEqual(COVERED)
})

test('a hedge beyond the loss limit is not placed and is a person’s to decide', async () => {
  const executionId = await world.openLone()
  const ports = world.createPorts()
  const settings = { ...ports.settings, lossLimitMinor: 666 }
  await executeHedge({ ...ports, settings }, executionId)
  const { execution, legs, hedgeEvents } = await world.readRecord(executionId)
  expect(legs.map(({ role }) => role)).toEqual(['A', 'B'])
  expect(hedgeEvents.map(({ step }) => step)).toEqual(['triggered', 'escalated'])
  expect(hedgeEvents.at(-1)?.details).toMatchObject({
    choices: [{ kind: 'hold', worstCase: '-100.00' }],
  })
  expect(execution.closedAt).not.toBeNull()
})

/** The bus of a process that dies at a given word: from then on nothing is sent and no answer comes. */
function createMortalBus(bus: Bus, death: { readonly word: string; readonly when: string } | null) {
  const words: string[] = []
  const { promise: died, resolve: die } = Promise.withResolvers<void>()
  let isDead = false
  const never = <T>(): Promise<T> => {
    isDead = true
    die()
    return new Promise<T>(() => undefined)
  }
  const mortal: Bus = {
    ...bus,
    request: async (definition, body, options) => {
      if (isDead) return never()
      const count = words.filter((word) => word.startsWith(`${definition.subject} `)).length + 1
      const word = `${definition.subject} ${count}`
      words.push(word)
      const isFatal = death?.word === word
      if (isFatal && death?.when === 'before') return never()
      const reply = await bus.request(definition, body, options)
      return isFatal ? never() : reply
    },
  }
  return { bus: mortal, words, died }
}
