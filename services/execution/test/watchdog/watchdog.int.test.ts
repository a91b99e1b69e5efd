import { execRequest, ledgerRecord } from '@surefoot/shared/messages'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createExecution } from '../../src/service.ts'
import { buildReceipt, buildRequest } from '../build.ts'
import { openBookmaker, type ScriptedBookmaker } from '../scripted-bookmaker.ts'
import { openWorld, statesOf, WAIT, type World } from '../world.ts'

let world: World
let service: AsyncDisposable
let bookmaker: ScriptedBookmaker
let deskId: string

beforeAll(async () => {
  world = await openWorld()
  service = await createExecution(world.createPorts(), { hasWatchdog: true })
})
afterAll(async () => {
  await service[Symbol.asyncDispose]()
  await world[Symbol.asyncDispose]()
})
beforeEach(async () => {
  deskId = await world.openDesk()
  bookmaker = await openBookmaker(world.executorBus, deskId)
})
afterEach(() => bookmaker[Symbol.asyncDispose]())

describe('a leg that is a person’s to decide', () => {
  async function escalate(): Promise<string> {
    bookmaker.fates.A = 'die after the click'
    bookmaker.loggedOut.add('A')
    const request = buildRequest({ deskId })
    const { executionId } = request
    await world.ring(execRequest, request, { id: executionId })
    await vi.waitFor(
      async () =>
        expect(statesOf(await world.readRecord(executionId))).toMatchObject({ A: 'ESCALATED' }),
      WAIT,
    )
    return executionId
  }

  async function decide(executionId: string, found: 'ACCEPTED' | 'ABSENT'): Promise<void> {
    const receipt = buildReceipt({ betReference: bookmaker.book.A[0]?.betReference ?? null })
    const move = {
      legId: `${executionId}-A`,
      to: found,
      by: 'operator',
      reason: 'Looked at the account',
      ...(found === 'ACCEPTED' ? { receipt } : { evidence: { note: 'no such bet' } }),
    }
    const reply = await world.bus.request(ledgerRecord, move, { deadlineMs: 60_000 })
    expect(reply).toMatchObject({ ok: true, changed: true })
  }

  test('keeps its stake reserved and the desk halted, even if Redis has lost it; is hedged when the person has found its bet', async () => {
    const executionId = await escalate()
    expect(await world.readTrading(deskId)).toBe('HALT_NEW')
    // The ready mark stays: so it is not all counted anew.
    await world.redisClient.del(`exposure:{${deskId}}:A`)
    await world.untilCounted(deskId)
    expect(await world.redisClient.hvals(`exposure:{${deskId}}:A`)).toEqual(['10000'])
    await decide(executionId, 'ACCEPTED')
    const record = await world.untilClosed(executionId)
    expect(statesOf(record)).toEqual({ A: 'ACCEPTED', B: 'DENIED', H: 'ACCEPTED' })
    await world.untilCounted(deskId)
  })

  test('is closed when the person says that there is no bet', async () => {
    const executionId = await escalate()
    await decide(executionId, 'ABSENT')
    const record = await world.untilClosed(executionId)
    expect(statesOf(record)).toEqual({ A: 'ABSENT', B: 'DENIED' })
    expect(record.execution).toMatchObject({ final_status: 'failed', hedge_triggered: false })
    await world.untilCounted(deskId)
  })
})
