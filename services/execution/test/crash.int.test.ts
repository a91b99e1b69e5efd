import type { ExecutionRecord } from '@surefoot/shared'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runExecution } from '../src/run-execution.ts'
import { createExecution } from '../src/service.ts'
import { buildRequest } from './build.ts'
import { createMortalPorts, type Death } from './mortal-ports.ts'
import { openBookmaker, type Fate, type ScriptedBookmaker } from './scripted-bookmaker.ts'
import { openWorld, type World } from './world.ts'

/** Every word of an execution with the outside, in order: a new one has to be named here, or a rehearsal fails. */
const UP_TO_A = [
  'ledger.lease 1',
  'lock 1',
  'contract.get 1',
  'ledger.open 1',
  'reserve 1',
  'leg.prepare 1',
  'leg.prepare 2',
  'leg.place 1',
  'ledger.record 1',
]
const PLACING_B = ['leg.place 2', 'ledger.record 2']
const CLOSING = ['ledger.execution 1', 'ledger.close 1', 'settle 1']
const HEDGING = ['ledger.hedge 1', 'hedge.trigger 1', 'settle 1']

interface Scenario {
  readonly title: string
  readonly fates: Partial<Record<'A' | 'B', Fate>>
  /** Words as in the first scenario, where the process dies at each of them. */
  readonly shared: readonly string[]
  readonly words: readonly string[]
}

const SCENARIOS: readonly Scenario[] = [
  {
    title: 'both legs are accepted',
    fates: {},
    shared: [],
    words: [...UP_TO_A, ...PLACING_B, ...CLOSING],
  },
  {
    title: 'B is rejected',
    fates: { B: 'reject' },
    shared: UP_TO_A,
    words: [...PLACING_B, 'ledger.execution 1', ...HEDGING],
  },
  {
    title: 'A is taken with less stake',
    fates: { A: 'reduce' },
    shared: UP_TO_A,
    words: ['ledger.resize 1', 'leg.prepare 3', ...PLACING_B, ...CLOSING],
  },
  {
    title: 'A is rejected',
    fates: { A: 'reject' },
    shared: UP_TO_A,
    words: ['ledger.record 2', ...CLOSING],
  },
  {
    title: 'A is unknown and was placed',
    fates: { A: 'die after the click' },
    shared: UP_TO_A,
    words: [
      'ledger.record 2',
      'ledger.record 3',
      'contract.get 2',
      'ledger.execution 1',
      'settle 1',
      'bets.read 1',
      'ledger.executions 1',
      'ledger.execution 2',
      'ledger.record 4',
      'ledger.execution 3',
      'ledger.hedge 1',
      'hedge.trigger 1',
      'settle 2',
    ],
  },
]

/** Processes that die at once: more would be slowed down by each other. */
const AT_ONCE = 6
const NO_CAPS = { caps: null }

let world: World
let watchdog: AsyncDisposable

beforeAll(async () => {
  world = await openWorld()
  watchdog = await createExecution(world.createPorts(), { hasWatchdog: true })
})
afterAll(async () => {
  await watchdog[Symbol.asyncDispose]()
  await world[Symbol.asyncDispose]()
})

/** A desk that carries out one execution at a time: failures in a row would halt it. */
interface Place {
  readonly deskId: string
  readonly bookmaker: ScriptedBookmaker
}

describe.each(SCENARIOS)('when $title', ({ fates, shared, words }) => {
  let places: Place[]

  beforeAll(async () => {
    const openPlace = async (): Promise<Place> => {
      const deskId = await world.openDesk()
      const bookmaker = await openBookmaker(world.executorBus, deskId)
      Object.assign(bookmaker.fates, fates)
      return { deskId, bookmaker }
    }
    places = await Promise.all(Array.from({ length: AT_ONCE }, openPlace))
  })
  afterAll(async () => {
    await Promise.all(places.map(({ bookmaker }) => bookmaker[Symbol.asyncDispose]()))
  })

  /** One execution by a process that may die, then what the watchdog of another made of it. */
  async function runMortal({ deskId, bookmaker }: Place, death: Death | null) {
    await world.run(deskId)
    const { ports, died, words: said } = createMortalPorts(world.createPorts(NO_CAPS), death)
    const request = buildRequest({ deskId, matchId: randomUUID() })
    const end = await Promise.race([
      died.then(() => 'died'),
      runExecution(ports, request).then(() => 'ran'),
    ])
    checkBooks(bookmaker, request.executionId, await readEnd(request.executionId))
    return { end, said }
  }

  test('an execution says these words and no other', async () => {
    for (const place of places.slice(0, 1))
      expect(await runMortal(place, null)).toEqual({ end: 'ran', said: [...shared, ...words] })
  })

  test(
    'a process that dies before or after any of them leaves nothing doubled and nothing naked',
    { timeout: 180_000 },
    async () => {
      const deaths = words.flatMap((word): Death[] => [
        { word, when: 'before' },
        { word, when: 'after' },
      ])
      const ends = new Map<string, string>()
      const dieInTurn = async (place: Place): Promise<void> => {
        for (let death = deaths.shift(); death !== undefined; death = deaths.shift()) {
          const end = await runMortal(place, death).then((run) => run.end, String)
          ends.set(`${death.when} ${death.word}`, end)
        }
      }
      await Promise.all(places.map(dieInTurn))
      expect([...ends].filter(([, end]) => end !== 'died')).toEqual([])
      for (const { deskId } of places) await world.untilCounted(deskId)
    },
  )
})

/** The closed record; undefined if the process died before the ledger knew of the execution. */
async function readEnd(executionId: string): Promise<ExecutionRecord | undefined> {
  const known = await world.readRecord(executionId).catch(() => undefined)
  return known && world.untilClosed(executionId)
}

function checkBooks(
  { book, placed }: ScriptedBookmaker,
  executionId: string,
  record: ExecutionRecord | undefined,
): void {
  const betLegs = [...book.A, ...book.B]
    .map(({ legId }) => legId)
    .filter((legId) => legId.startsWith(executionId))
    .toSorted()
  // I1: no double bet, and no submit asked for twice.
  expect(new Set(placed).size).toBe(placed.length)
  expect(new Set(betLegs).size).toBe(betLegs.length)
  // I3, I4: what the ledger calls accepted is what the books have.
  const accepted = (record?.legs ?? []).filter(({ state }) => state === 'ACCEPTED')
  expect(accepted.map(({ legId }) => legId).toSorted()).toEqual(betLegs)
  // I5: a leg of A stands with B or with its hedge, or a person was asked because the hedge came too late.
  const isAsked = record?.execution.hedge === 'escalated'
  expect(isAsked ? [0, 1, 2] : [0, 2]).toContain(betLegs.length)
}
