import { expect, test } from 'vitest'
import {
  ok,
  sendStatement,
  type Bet,
  type ledgerStatement,
  type Reply,
} from '../src/messages/index.ts'

type Answer = Reply<typeof ledgerStatement.reply>
type Sent = Parameters<Parameters<typeof sendStatement>[0]>[0]

const rest = {
  deskId: 'main',
  account: 'A',
  balance: '1.00',
  readAt: '2026-11-29T12:00:00.000Z',
} as const

const bet = (number: number, selectionId = `selection-${number}`): Bet => ({
  betReference: `bet-${number}`,
  selectionId,
  stake: '1.00',
  odds: '2',
  status: 'lost',
  placedAt: rest.readAt,
  returned: '0',
  cashOut: null,
})
const bets = (count: number) => Array.from({ length: count }, (_, number) => bet(number))

async function send(listed: readonly Bet[]): Promise<{ sent: Sent[]; answer: Answer }> {
  const sent: Sent[] = []
  const answer = await sendStatement(
    async (body) => {
      sent.push(body)
      const statement = { ...rest, external: [], externalStake: '0.00', differences: [] }
      return ok({ settled: [`part ${sent.length}`], statement })
    },
    { ...rest, bets: [...listed] },
  )
  return { sent, answer }
}

test('a short statement is sent whole, also one without a bet', async () => {
  for (const count of [0, 1, 200]) {
    const { sent } = await send(bets(count))
    expect(sent).toHaveLength(1)
    expect(sent[0]).not.toHaveProperty('part')
    expect(sent[0]?.bets).toHaveLength(count)
  }
})

test('a long one is sent in numbered parts that hold each bet once, and what all of them settled is answered', async () => {
  const { sent, answer } = await send(bets(450))
  expect(sent.map(({ part }) => part)).toEqual([
    { number: 1, of: 3 },
    { number: 2, of: 3 },
    { number: 3, of: 3 },
  ])
  expect(sent.flatMap((one) => one.bets)).toEqual(bets(450))
  expect(answer).toMatchObject({ settled: ['part 1', 'part 2', 'part 3'] })
})

test('the bets of one selection are never in two parts', async () => {
  const listed = Array.from({ length: 600 }, (_, number) => bet(number, `selection-${number % 7}`))
  const { sent } = await send(listed)
  const partsOf = Map.groupBy(
    sent.flatMap((one, part) => one.bets.map(({ selectionId }) => ({ selectionId, part }))),
    ({ selectionId }) => selectionId,
  )
  for (const each of partsOf.values()) expect(new Set(each.map(({ part }) => part)).size).toBe(1)
})
