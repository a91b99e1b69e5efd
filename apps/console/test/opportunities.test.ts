import { expect, test } from 'vitest'
import { withDecline, without, withOpportunity } from '../src/live/opportunity-list.ts'
import { keepOrder } from '../src/opportunities/keep-order.ts'
import { whyNot, whyStopped } from '../src/opportunities/why-not.ts'
import { HEALTHY } from './build-health.ts'
import { buildDesk, buildOpportunity } from './build.ts'

const row = (opportunityId: string, profitBps = 100) =>
  buildOpportunity({ opportunityId, profitBps })
const ids = (rows: readonly { opportunityId: string }[]) =>
  rows.map(({ opportunityId }) => opportunityId)

test('a new price replaces the old one, keeps what declined it, and finds its place', () => {
  const declined = { code: 'QUOTE_STALE', message: 'The price is old.' }
  const list = withDecline([row('one', 300), row('two', 200)], {
    opportunityId: 'two',
    ...declined,
  })
  const next = withOpportunity(list, row('two', 400))
  expect(ids(next)).toEqual(['two', 'one'])
  expect(next[0]).toMatchObject({ profitBps: 400, declined })
  expect(ids(without(next, 'two'))).toEqual(['one'])
})

test('rows stand still while the pointer is on them, and new ones come last', () => {
  const rows = [row('new'), row('two'), row('one')]
  expect(ids(keepOrder(rows, ['one', 'two'], true))).toEqual(['one', 'two', 'new'])
  expect(ids(keepOrder(rows, ['one', 'two'], false))).toEqual(['new', 'two', 'one'])
})

test('an opportunity says why it is not taken, the reason of the desk first', () => {
  const declined = { code: 'QUOTE_STALE', message: 'The price is old.' }
  const stale = buildOpportunity({ declined })
  expect(whyNot(stale, undefined, HEALTHY)).toContain('not been read')
  expect(whyNot(stale, buildDesk({ trading: 'HALT_NEW' }), HEALTHY)).toContain('paused')
  expect(whyNot(stale, buildDesk({ trading: 'HALT_ALL' }), HEALTHY)).toContain('killed')
  expect(whyNot(stale, buildDesk({ mode: 'auto' }), HEALTHY)).toBe('The price is old.')
  expect(whyNot(stale, buildDesk(), HEALTHY)).toBe('Waits for your click.')
  expect(whyStopped(buildDesk(), HEALTHY)).toBeNull()
  const desk = buildDesk()
  const idle = {
    ...desk,
    accounts: { ...desk.accounts, B: { ...desk.accounts.B, state: 'IDLE' as const } },
  }
  expect(whyNot(stale, idle, HEALTHY)).toBe('Account B is not running.')
  expect(whyStopped(idle, HEALTHY)).toBe('Account B is not running.')
})
