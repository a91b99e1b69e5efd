import type { Receipt } from '@surefoot/shared/messages'
import { expect, test } from 'vitest'
import { submitOnce, type PlaceAnswer } from '../src/index.ts'

const receipt: Receipt = {
  state: 'ACCEPTED',
  stake: '100.00',
  odds: '2.1',
  betReference: 'bet',
  code: null,
  message: null,
  paper: false,
  raw: null,
}

/** Submit with this answer, or none, and count how often it was sent. */
async function submit(answer: PlaceAnswer | Error) {
  let sent = 0
  const silences: unknown[] = []
  const move = await submitOnce(
    async () => {
      sent += 1
      if (answer instanceof Error) throw answer
      return answer
    },
    (error) => silences.push(error),
  )
  return { move, sent, silences }
}

test('a submit that is not answered is never sent again, and is no rejection', async () => {
  const silence = new Error('no reply')
  expect(await submit(silence)).toMatchObject({
    sent: 1,
    move: { to: 'VOID' },
    silences: [silence],
  })
})

test.each(['PENDING', 'ACCEPTED', 'REJECTED', 'UNKNOWN'] as const)(
  'a submit that is answered %s is sent once, and its receipt is kept',
  async (state) => {
    const answered = { ...receipt, state }
    const { move, sent } = await submit({ ok: true, state, receipt: answered })
    expect(sent).toBe(1)
    expect(move).toMatchObject({ to: state, receipt: answered })
  },
)

test('a submit that was refused before it left is denied with the reason', async () => {
  const { move, sent } = await submit({ ok: false, code: 'HALTED', message: 'The desk is halted.' })
  expect(sent).toBe(1)
  expect(move).toEqual({ to: 'DENIED', reason: 'HALTED: The desk is halted.' })
})
