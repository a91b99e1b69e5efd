import {
  ledgerClose,
  ledgerHedge,
  ledgerRecord,
  legPlace,
  legPrepare,
  type LegPlan,
} from '@surefoot/shared/messages'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createAccount, SLOW } from '../support/account.ts'
import { startExecutorProcess } from '../support/executor-process.ts'
import { authorize, pickQuote, readLeg } from '../support/legs.ts'
import { readChromium } from '../support/read-chromium.ts'
import { openStand, type Stand } from '../support/stand.ts'

const WITHIN = { deadlineMs: 40_000 }
/** Longer than the test may take: what ends before it was not waited out. */
const DRAIN_MS = 110_000

let stand: Stand
beforeAll(async () => {
  stand = await openStand({ desks: ['main'], hasExecutor: false })
})
afterAll(() => stand[Symbol.asyncDispose]())
afterEach(() => stand.clearKnobs())

const place = (plan: LegPlan) => stand.bus.request(legPlace, plan, WITHIN)
const prepare = (plan: LegPlan) => stand.bus.request(legPrepare, plan, WITHIN)

async function openAccount() {
  const executor = await startExecutorProcess(stand, { drainMs: DRAIN_MS })
  const account = createAccount(stand, 'main', 'south')
  await account.openQuoted()
  return {
    executor,
    account,
    bet: async (change: Partial<LegPlan> = {}) =>
      authorize(stand, await pickQuote(stand, account.quotes(), 'south'), {
        deskId: 'main',
        ...change,
      }),
    stop: async () => {
      process.kill(executor.pid, 'SIGTERM')
      await vi.waitFor(() => expect(account.status()).toMatchObject({ isStopping: true }), SLOW)
    },
  }
}

/** What the execution service and the hedge do about a lone leg that is left as it is. */
async function holdAndClose({ executionId }: LegPlan): Promise<void> {
  const denied = { to: 'DENIED', by: 'test', reason: 'The second leg is refused.' } as const
  await stand.bus.request(ledgerRecord, { legId: `${executionId}-B`, ...denied }, WITHIN)
  for (const step of ['triggered', 'held'] as const)
    await stand.bus.request(ledgerHedge, { executionId, step, details: {} }, WITHIN)
  const closed = await stand.bus.request(ledgerClose, { executionId, errorMessage: null }, WITHIN)
  expect(closed).toMatchObject({ ok: true })
}

describe('a browser executor that is told to stop', () => {
  it(
    'lets an execution that has begun come to its end, begins no other, and then closes its browser',
    { timeout: 120_000 },
    async () => {
      const { executor, account, bet, stop } = await openAccount()
      await using process = executor
      await stand.setKnob({ kind: 'pend', house: 'south', ms: 4000 })
      const plan = await bet()
      const next = await bet()
      expect(await prepare(plan)).toMatchObject({ ok: true })
      const placing = place(plan)
      await vi.waitFor(async () => expect((await readLeg(stand, plan)).state).toBe('PENDING'), SLOW)
      await stop()

      // The leg in hand is answered and recorded.
      expect(await placing).toMatchObject({ ok: true, state: 'ACCEPTED' })
      expect((await readLeg(stand, plan)).state).toBe('ACCEPTED')
      // No other begins, be it prepared or placed at once.
      for (const ask of [prepare, place])
        expect(await ask(next)).toMatchObject({ ok: false, code: 'NOT_READY' })
      // Its hedge is looked at here, with the browser up.
      const hedge = { ...plan, role: 'H', legId: `${plan.executionId}-H` } as const
      expect(await prepare(hedge)).toMatchObject({ ok: true })
      expect(account.status()).toMatchObject({ isUp: true, isStopping: true })

      await holdAndClose(plan)
      expect(await process.ended).toBe(0)
      expect(await readChromium(join(stand.profilesDir, 'main', 'A'))).toEqual([])
      const reason = 'The browser executor stops.'
      await vi.waitFor(() => expect(account.status()).toMatchObject({ isUp: false, reason }), SLOW)
      expect(await stand.readBook('south')).toHaveLength(1)
    },
  )

  it('and has nothing in hand ends at once', { timeout: 120_000 }, async () => {
    const { executor, account, bet } = await openAccount()
    const plan = await bet()
    await stand.bus.request(legPrepare, plan, WITHIN)
    for (const role of ['A', 'B'])
      await stand.bus.request(
        ledgerRecord,
        {
          legId: `${plan.executionId}-${role}`,
          to: 'DENIED',
          by: 'test',
          reason: 'It is not wanted.',
        },
        WITHIN,
      )
    const { executionId } = plan
    await stand.bus.request(ledgerClose, { executionId, errorMessage: null }, WITHIN)
    process.kill(executor.pid, 'SIGTERM')
    expect(await executor.ended).toBe(0)
    await vi.waitFor(() => expect(account.status()?.isUp).toBe(false), SLOW)
  })
})
