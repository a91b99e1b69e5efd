import { execRequest } from '@surefoot/shared/messages'
import { eraseStreams } from '@surefoot/testkit'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { buildRequest } from './build.ts'
import {
  openBookmaker,
  type Fate,
  type Moment,
  type ScriptedBookmaker,
} from './scripted-bookmaker.ts'
import { openWorld, statesOf, type World } from './world.ts'

let world: World
let bookmaker: ScriptedBookmaker
let deskId: string

beforeAll(async () => {
  world = await openWorld()
  world.startExecution()
})
afterAll(() => world[Symbol.asyncDispose]())
beforeEach(async () => {
  deskId = await world.openDesk()
  bookmaker = await openBookmaker(world.executorBus, deskId)
})
afterEach(() => bookmaker[Symbol.asyncDispose]())

/** All of Redis and all of NATS, at one moment of the execution. */
function eraseAllAt(moment: Moment): Promise<void> {
  const { promise: erased, resolve, reject } = Promise.withResolvers<void>()
  bookmaker.before = async (present) => {
    if (present !== moment) return
    bookmaker.before = async () => undefined
    await Promise.all([world.redisClient.flushall(), eraseStreams({ url: world.natsUrl })]).then(
      () => resolve(),
      reject,
    )
  }
  return erased
}

const REJECT: Partial<Record<'A' | 'B', Fate>> = { B: 'reject' }

test.each<[string, Moment, Partial<Record<'A' | 'B', Fate>>]>([
  ['while the slips are prepared', 'prepare B', {}],
  ['while A is submitted', 'place A', {}],
  ['between A and B', 'answer A', {}],
  ['while B is submitted', 'place B', {}],
  ['while the hedge is called for', 'answer B', REJECT],
  ['while the hedge is looked at', 'prepare H', REJECT],
  ['while the hedge is submitted', 'place H', REJECT],
])(
  'Redis and NATS are erased %s: nothing is doubled, and exposure equals the ledger’s again',
  async (_title, moment, fates) => {
    Object.assign(bookmaker.fates, fates)
    const erased = eraseAllAt(moment)
    const request = buildRequest({ deskId })
    const { executionId } = request
    await world.ring(execRequest, request, { id: executionId })
    await erased
    const record = await world.untilClosed(executionId)
    const isHedged = fates === REJECT
    expect(statesOf(record)).toEqual(
      isHedged ? { A: 'ACCEPTED', B: 'REJECTED', H: 'ACCEPTED' } : { A: 'ACCEPTED', B: 'ACCEPTED' },
    )
    const legs = (isHedged ? ['A', 'B', 'H'] : ['A', 'B']).map((role) => `${executionId}-${role}`)
    expect(bookmaker.placed).toEqual(legs)
    const booked = [...bookmaker.book.A, ...bookmaker.book.B].map(({ legId }) => legId)
    expect(new Set(booked).size).toBe(booked.length)
    expect(booked).toHaveLength(2)
    await world.untilCounted(deskId)
    expect(await world.readTrading(deskId)).toBe('RUN')
    await untilTaken()
  },
)

/** The queues are there again: the next request is carried out. */
async function untilTaken(): Promise<void> {
  const request = buildRequest({ deskId, matchId: 'another' })
  await world.ring(execRequest, request, { id: request.executionId })
  await world.untilClosed(request.executionId)
}
