import { afterAll, beforeAll, expect, test } from 'vitest'
import { executeHedge } from '../src/lone-leg/execute-hedge.ts'
import { openLoneLegWorld, type LoneLegWorld } from './lone-leg-world.ts'

let world: LoneLegWorld

beforeAll(async () => {
  world = await openLoneLegWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

// The armed one comes last: a hedge that stays armed keeps its selection from those that follow.
test.each(['reject', 'accept', 'vanish', 'vanish armed'] as const)(
  'a hedge reaches its executor once, whatever becomes of it there: %s',
  async (fate) => {
    const executionId = await world.openLone()
    world.script.B.fate = fate
    const executionTimeoutMs = fate.startsWith('vanish') ? 500 : 30_000
    await executeHedge(world.createPorts({ settings: { executionTimeoutMs } }), executionId)
    const submits = world.books.submits.filter((plan) => plan.executionId === executionId)
    const legIds = submits.map(({ legId }) => legId)
    expect(legIds).toContain(`${executionId}-H`)
    expect(new Set(legIds).size).toBe(legIds.length)
    // Only what is proven to be no bet is followed by the next choice.
    const { legs } = await world.readRecord(executionId)
    const first = legs.find(({ legId }) => legId === `${executionId}-H`)
    const isNoBet = ['REJECTED', 'DENIED', 'VOID'].includes(first?.state ?? '')
    expect(legIds).toHaveLength(isNoBet ? 2 : 1)
  },
)
