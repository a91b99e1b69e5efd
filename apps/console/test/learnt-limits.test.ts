import type { LearntLimit } from '@surefoot/shared/messages'
import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { limitsQuery } from '../src/api/limits.ts'
import { deskQuery } from '../src/api/queries.ts'
import { describeStep } from '../src/execution/describe-step.ts'
import { formatDateTime } from '../src/format/time.ts'
import { applyEvent } from '../src/live/apply-event.ts'
import { after, buildDesk, EXECUTION } from './build.ts'
import { renderScreen, type Answer } from './render-screen.tsx'

const since = after(0)
const limit: LearntLimit = {
  deskId: 'main',
  account: 'B',
  providerId: 'south',
  sport: 'basketball',
  market: 'total',
  legId: `${EXECUTION}-B`,
  stake: '2.50',
  asked: '25.00',
  since,
}
const built = buildDesk()
const desk: Answer = [
  deskQuery.queryKey,
  {
    ...built,
    accounts: { ...built.accounts, B: { ...built.accounts.B, providerId: 'south' } },
  },
]
const show = (limits: readonly LearntLimit[]) =>
  renderScreen('/', [desk, [limitsQuery.queryKey, limits]])

test('the account shows to what it is limited and since when, with a button that forgets it', async () => {
  const words = await show([limit])
  const at = formatDateTime(since)
  expect(words).toContain(`Limited to about 2.50 on basketball totals, since ${at} Forget`)
  expect(words.match(/Limited to/g)).toHaveLength(1)
})

test('a limit at a provider that the account has left names it', async () => {
  const words = await show([{ ...limit, providerId: 'west', market: 'match_winner' }])
  expect(words).toContain('Limited to about 2.50 on basketball match winners at west, since')
})

test('an account without limits shows none', async () => {
  expect(await show([])).not.toContain('Forget')
})

test('a limit that changed is read again, and a limit that was learnt is a step of its execution', () => {
  const stale = applyEvent(new QueryClient(), { name: 'limit', data: {} })
  expect(stale).toEqual([limitsQuery.queryKey])
  const { legId, stake, asked } = limit
  expect(describeStep({ kind: 'limit.learnt', details: { legId, stake, asked } })).toEqual({
    role: 'B',
    text: 'Limit learnt: 2.50 of 25.00 was accepted',
  })
})
