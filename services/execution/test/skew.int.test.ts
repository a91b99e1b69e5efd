/** The placing path with clocks that are off, on real NATS, Redis and Postgres: permits, or a refusal by name and figure. */
import {
  execRequest,
  systemLog,
  type LegState,
  type SystemLogEntry,
} from '@surefoot/shared/messages'
import { openSkewedClock, type SkewedClock } from '@surefoot/testkit'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { buildRequest } from './build.ts'
import { openBookmaker, type Fate, type ScriptedBookmaker } from './scripted-bookmaker.ts'
import { openWorld, statesOf, WAIT, type World } from './world.ts'

const OFFSETS_MS = [2_000, -2_000, 15_000, -15_000]

const figureOf = (offsetMs: number): string =>
  `${Math.abs(offsetMs / 1000).toFixed(1)} s ${offsetMs > 0 ? 'ahead of' : 'behind'} the ledger's clock`

const logged: SystemLogEntry[] = []
let clock: SkewedClock
let world: World

beforeAll(async () => {
  clock = await openSkewedClock(0)
  world = await openWorld({ clock })
  await world.bus.subscribe(systemLog, (entry) => void logged.push(entry))
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
  await clock[Symbol.asyncDispose]()
})

describe.each(OFFSETS_MS)('clocks that are off by %i ms', (offsetMs) => {
  let bookmaker: ScriptedBookmaker
  let deskId: string

  beforeAll(() => clock.set(offsetMs))
  beforeEach(async () => {
    deskId = await world.openDesk()
    bookmaker = await openBookmaker(world.executorBus, deskId)
    return () => bookmaker[Symbol.asyncDispose]()
  })

  const ask = async (id = deskId): Promise<string> => {
    const request = buildRequest({ deskId: id })
    await world.ring(execRequest, request, { id: request.executionId })
    return request.executionId
  }
  const untilLogged = (is: (entry: SystemLogEntry) => boolean): Promise<SystemLogEntry> =>
    vi.waitFor(() => logged.find(is) ?? expect.fail('it was not logged'), WAIT)
  const untilLeg = (executionId: string, states: object): Promise<void> =>
    vi.waitFor(
      async () => expect(statesOf(await world.readRecord(executionId))).toMatchObject(states),
      WAIT,
    )

  test('of the ledger and of the hedge keep nobody from a permit, and a lone leg is hedged', async () => {
    await using execution = world.startExecution()
    const pair = await world.untilClosed(await ask())
    expect(statesOf(pair)).toEqual({ A: 'ACCEPTED', B: 'ACCEPTED' })
    bookmaker.fates.B = 'reject for its price'
    const lone = await world.untilClosed(await ask())
    expect(statesOf(lone)).toEqual({ A: 'ACCEPTED', B: 'REJECTED', H: 'ACCEPTED' })
    expect(execution.output()).not.toContain('CLOCK_SKEW')
    for (const service of ['audit', 'hedge'])
      await untilLogged(
        (entry) =>
          entry.service === service &&
          entry.code === 'CLOCK_SKEW' &&
          entry.message.includes(figureOf(offsetMs)),
      )
  })

  test('of execution refuse what is new, with the figure, and nothing is placed', async () => {
    await using _ = world.startExecution({ clock })
    const executionId = await ask()
    const { code, message } = await untilLogged((entry) => entry.executionId === executionId)
    expect(code).toBe('CLOCK_SKEW')
    expect(message).toContain(figureOf(offsetMs))
    expect(bookmaker.placed).toEqual([])
  })

  test('of execution change nothing of legs whose executors are to die: each is what the book says', async () => {
    const dying = [
      await openDying('die after the click', 'ACCEPTED'),
      await openDying('die before the click', 'ABSENT'),
    ]
    await using before = world.startExecution()
    const executionIds = await Promise.all(dying.map((one) => untilArmed(one.deskId)))
    await before.kill('SIGKILL')
    await using _ = world.startExecution({ clock })
    for (const [index, { state, bookmaker: own }] of dying.entries()) {
      const executionId = executionIds[index] ?? ''
      await untilLeg(executionId, { A: state })
      const booked = own.book.A.filter(({ legId }) => legId === `${executionId}-A`)
      expect(booked).toHaveLength(state === 'ACCEPTED' ? 1 : 0)
      await world.untilClosed(executionId)
      await own[Symbol.asyncDispose]()
    }
  })

  async function openDying(fate: Fate, state: LegState) {
    const id = await world.openDesk()
    const own = await openBookmaker(world.executorBus, id)
    own.fates.A = fate
    return { deskId: id, state, bookmaker: own }
  }

  /** An execution whose leg A is armed now. On a busy machine that may have passed before it is seen: then another. */
  async function untilArmed(id: string): Promise<string> {
    for (;;) {
      const executionId = await ask(id)
      const state = await vi.waitFor(async () => {
        const { A } = statesOf(await world.readRecord(executionId))
        expect(A).not.toBe('AUTHORIZED')
        return A
      }, WAIT)
      if (state === 'ARMED') return executionId
      await world.untilClosed(executionId)
    }
  }
})
