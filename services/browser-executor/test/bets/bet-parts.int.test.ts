import { openBus } from '@surefoot/shared/bus'
import { betsRead, ok, readBetsWhole, type Bet, type BetsReading } from '@surefoot/shared/messages'
import { createLogger } from '@surefoot/shared/runtime'
import { startNats } from '@surefoot/testkit'
import { expect, test } from 'vitest'
import { createBetParts } from '../../src/bets/bet-parts.ts'

const BETS = 10_000
const READ_AT = '2026-11-29T12:00:00.000Z'
const of = { deskId: 'main', account: 'A' } as const

const bet = (number: number): Bet => ({
  betReference: `North-${100_000 + number}`,
  selectionId: `selection-${number}`,
  stake: '25.00',
  odds: '2.1',
  status: number === BETS - 1 ? 'open' : 'lost',
  placedAt: READ_AT,
  returned: '0.00',
  cashOut: null,
})
const reading: BetsReading = {
  bets: Array.from({ length: BETS }, (_, number) => bet(number)),
  balance: '100.00',
  readAt: READ_AT,
}

test('a history of 10,000 bets is larger than a NATS message, and is read whole: case C13', async () => {
  await using stack = new AsyncDisposableStack()
  const nats = stack.use(await startNats())
  const logger = createLogger('test', 'silent')
  const executor = stack.use(await openBus({ url: nats.url, service: 'browser-executor', logger }))
  const asker = stack.use(await openBus({ url: nats.url, service: 'execution', logger }))
  let readings = 0
  const answer = createBetParts(async () => {
    readings += 1
    return ok(reading)
  })
  await executor.serve(betsRead, answer, { scope: of })
  const ask = (body: Parameters<Parameters<typeof readBetsWhole>[0]>[0]) =>
    asker.request(betsRead, body, { deadlineMs: 60_000 })

  const first = await ask(of)
  expect(first).toMatchObject({ ok: true, isPartial: true, next: expect.any(Number) })
  // The open bet is the last of the list, and the one that matters.
  expect(first.ok && first.bets[0]?.status).toBe('open')

  const whole = await readBetsWhole(ask, of)
  if (!whole.ok) throw new Error(whole.message)
  expect(whole.bets).toHaveLength(BETS)
  expect(new Set(whole.bets.map(({ betReference }) => betReference)).size).toBe(BETS)
  expect(whole).not.toHaveProperty('isPartial')
  expect(whole).not.toHaveProperty('next')
  expect(readings).toBe(2)
})

test('a part of a reading that is not kept is refused, and never taken from another', async () => {
  const answer = createBetParts(async () => ok(reading))
  await answer({ part: undefined })
  const part = { readAt: '2026-11-29T11:59:00.000Z', from: 100 }
  expect(await answer({ part })).toMatchObject({ ok: false, code: 'READING_GONE' })
  expect(await answer({ part: { readAt: READ_AT, from: BETS } })).toMatchObject({ ok: false })
})

test('a list that fits into a message is answered whole', async () => {
  const bets = reading.bets.slice(0, 10)
  const answer = await createBetParts(async () => ok({ ...reading, bets }))({ part: undefined })
  expect(answer).toMatchObject({ ok: true, bets: expect.objectContaining({ length: 10 }) })
  expect(answer).not.toHaveProperty('next')
  expect(answer).not.toHaveProperty('isPartial')
})
