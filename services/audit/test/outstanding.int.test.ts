import { exposureOf, type ExposedLeg } from '@surefoot/arbitrage'
import { ledgerExposure, legState, venue } from '@surefoot/shared/messages'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createActs, DESK } from './builders.ts'
import { openLedger, type TestLedger } from './open-ledger.ts'

let ledger: TestLedger
const executionId = randomUUID()

beforeAll(async () => {
  ledger = await openLedger()
  const acts = createActs(ledger)
  await acts.startTrading()
  await acts.open(executionId)
})
afterAll(() => ledger[Symbol.asyncDispose]())

/** Every leg that can be, as far as exposure goes: only an accepted bet has a stake of its own, and can be settled. */
const LEGS: ExposedLeg[] = legState.options.flatMap((state) =>
  venue.options.flatMap((where) =>
    [false, true].flatMap((isClosed) =>
      (state === 'ACCEPTED' ? [false, true] : [false]).flatMap((isSettled) =>
        (state === 'ACCEPTED' ? [null, '40.00'] : [null]).map((acceptedStake) => ({
          account: 'A' as const,
          matchId: executionId,
          state,
          stake: '100.00',
          acceptedStake,
          venue: where,
          isSettled,
          isClosed,
        })),
      ),
    ),
  ),
)

test('the ledger and the counters say of every leg that can be that the same stake is outstanding', async () => {
  expect(LEGS.length).toBeGreaterThan(40)
  for (const leg of LEGS) {
    await write(leg)
    const reply = await ledger.ask(ledgerExposure, { deskId: DESK })
    if (!reply.ok) throw new Error(reply.message)
    const entry = reply.A.executions.find((one) => one.executionId === executionId)
    const ledgerMinor = Math.round(Number(entry?.stake ?? 0) * 100)
    expect({ leg, minor: exposureOf([leg]).A.totalMinor }).toEqual({ leg, minor: ledgerMinor })
  }
})

async function write(leg: ExposedLeg): Promise<void> {
  const { state, venue: where, acceptedStake, isSettled, isClosed } = leg
  await ledger.database.$executeRaw`
    UPDATE "execution_audit_log"
    SET "venue" = ${where}, "closedAt" = CASE WHEN ${isClosed} THEN now() END,
      "final_status" = CASE WHEN ${isClosed} THEN 'failed' END
    WHERE "id" = ${executionId}::uuid`
  await ledger.database.$executeRaw`
    UPDATE "legs"
    SET "state" = ${state}, "venue" = ${where}, "acceptedStake" = ${acceptedStake}::numeric,
      "settledAt" = CASE WHEN ${isSettled} THEN now() END, "settledBy" = CASE WHEN ${isSettled} THEN 'test' END,
      "settledResult" = CASE WHEN ${isSettled} THEN 'lost' END, "settledReturn" = CASE WHEN ${isSettled} THEN 0 END
    WHERE "id" = ${`${executionId}-A`}`
}
