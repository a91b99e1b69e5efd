import { describe, expect, test } from 'vitest'
import type { Opportunity } from '@surefoot/shared/messages'
import type { DeskView } from '../../src/desk/desk-view.ts'
import { decideExecution, type Wish } from '../../src/trading/decide-execution.ts'
import {
  buildOpportunity,
  EXECUTION,
  NOW,
  OTHER_BROWSER,
  runningRow,
  watchingBrowser,
} from '../build.ts'

const settings = { maxQuoteAgeMs: 5000, cooldownMs: 3000 }
const desk: DeskView = {
  deskId: 'main',
  control: { trading: 'RUN', mode: 'manual', venue: 'paper' },
  accounts: {
    A: { row: runningRow('A'), status: watchingBrowser('A') },
    B: { row: runningRow('B'), status: watchingBrowser('B') },
  },
  executions: { openMatches: new Set(), closedAtMs: new Map(), refusal: null },
}
const wish: Wish = {
  executionId: EXECUTION,
  opportunity: buildOpportunity(),
  requestedBy: 'operator',
  isAuto: false,
}
const auto: Wish = { ...wish, requestedBy: 'auto', isAuto: true }

const decide = (view: DeskView, asked: Wish, nowMs = NOW) =>
  decideExecution(view, asked, nowMs, settings)
const withB = (change: Partial<DeskView['accounts']['B']>): DeskView => ({
  ...desk,
  accounts: { ...desk.accounts, B: { ...desk.accounts.B, ...change } },
})
const withExecutions = (executions: Partial<DeskView['executions']>): DeskView => ({
  ...desk,
  executions: { ...desk.executions, ...executions },
})

test('a desk that runs takes a fresh opportunity, in its own venue, for three seconds', () => {
  expect(decide(desk, wish)).toEqual({
    ok: true,
    request: {
      deskId: 'main',
      executionId: EXECUTION,
      opportunity: wish.opportunity,
      venue: 'paper',
      requestedBy: 'operator',
      expiresAt: NOW + 3000,
    },
  })
})

const review = { rail: 'edge above the cap', because: 'A sure 6 % is more than usual.' }

describe('an opportunity that a rail leaves to an operator', () => {
  const opportunity = buildOpportunity({ review })

  test('is never taken by auto, which says why', () => {
    const decision = decide(desk, { ...auto, opportunity })
    expect(decision).toMatchObject({ ok: false, code: 'NEEDS_REVIEW' })
    expect(decision).toHaveProperty('message', expect.stringContaining(review.because))
  })

  test('is taken by an operator', () => {
    expect(decide(desk, { ...wish, opportunity })).toMatchObject({ ok: true })
  })
})

test.each(['2', '3.0', '2.3', null])(
  'a total of %s wins nothing for sure and is taken by nobody',
  (line) => {
    const { legs } = buildOpportunity()
    const over = { ...legs.A, outcome: 'over' as const }
    const under = { ...legs.B, outcome: 'under' as const }
    const total = { market: 'total', line, legs: { A: over, B: under } } as const
    for (const asked of [wish, auto])
      expect(decide(desk, { ...asked, opportunity: buildOpportunity(total) })).toMatchObject({
        code: 'NO_PROFIT',
      })
  },
)

const kinds: readonly (readonly [string, Partial<Opportunity>, boolean])[] = [
  ['a winner of a sport with draws', { sport: 'football' }, false],
  ['a handicap that may count sets', { market: 'handicap', line: '-0.5' }, false],
  ['a 1X2', { market: 'result', sport: 'football' }, false],
  ['a draw no bet', { market: 'draw_no_bet', sport: 'football' }, false],
  ['both to score, of who wins', { market: 'both_score', sport: 'football' }, false],
  ['a handicap of goals', { market: 'handicap', line: '-0.5', sport: 'football' }, true],
]

test.each(kinds)('%s is taken only where two bets cover it', (_name, kind, isTaken) => {
  for (const asked of [wish, auto]) {
    const reply = decide(desk, { ...asked, opportunity: buildOpportunity(kind) })
    expect(reply.ok || reply.code).toBe(isTaken || 'NO_PROFIT')
  }
})

describe('an opportunity is refused', () => {
  test.each(['HALT_NEW', 'HALT_ALL'] as const)('HALTED at %s', (trading) => {
    expect(decide({ ...desk, control: { ...desk.control, trading } }, wish)).toMatchObject({
      code: 'HALTED',
    })
  })

  test.each(['IDLE', 'BROWSER_OPENING', 'BROWSER_READY', 'PROVIDER_READY', 'STOPPING'] as const)(
    'NOT_RUNNING while one account is %s, and names it',
    (state) => {
      const refusal = decide(withB({ row: runningRow('B', { state }) }), wish)
      expect(refusal).toMatchObject({ code: 'NOT_RUNNING' })
      expect(refusal).toHaveProperty('message', expect.stringContaining('B'))
    },
  )

  test('WRONG_PROVIDER when the account runs another provider or version', () => {
    for (const change of [{ providerId: 'west' }, { contractVersion: 2 }])
      expect(decide(withB({ row: runningRow('B', change) }), wish)).toMatchObject({
        code: 'WRONG_PROVIDER',
      })
  })

  test('STREAM_SILENT when a browser has not been heard of, is down, or is another one', () => {
    for (const status of [
      null,
      watchingBrowser('B', { isUp: false }),
      watchingBrowser('B', { browserId: OTHER_BROWSER }),
    ])
      expect(decide(withB({ status }), wish)).toMatchObject({ code: 'STREAM_SILENT' })
  })

  test('BROWSER_STOPS when its executor has been told to stop', () => {
    const status = watchingBrowser('B', { isStopping: true })
    expect(decide(withB({ status }), wish)).toMatchObject({ code: 'BROWSER_STOPS' })
  })

  test('LOGGED_OUT when a browser says so; not when it does not know', () => {
    const status = watchingBrowser('B', { isLoggedIn: false })
    expect(decide(withB({ status }), wish)).toMatchObject({ code: 'LOGGED_OUT' })
    expect(decide(withB({ status: { ...status, isLoggedIn: null } }), wish).ok).toBe(true)
  })

  test('EVIDENCE_MISSING while the desk is live and a browser has not read its account; on paper nothing need be read', () => {
    const unread = [{ part: 'lists' as const, why: 'the answer is not JSON' }]
    const { unread: _, ...ofBefore } = watchingBrowser('B')
    for (const status of [watchingBrowser('B', { unread }), ofBefore]) {
      const view = withB({ status })
      const control = { ...desk.control, venue: 'live' as const }
      expect(decide({ ...view, control }, wish)).toMatchObject({
        code: 'EVIDENCE_MISSING',
        message: expect.stringContaining('Account B does not bet live at south yet: its lists'),
      })
      expect(decide(view, wish).ok).toBe(true)
    }
    const control = { ...desk.control, venue: 'live' as const }
    expect(decide({ ...desk, control }, wish).ok).toBe(true)
  })

  test('QUOTE_STALE when either price is older than allowed', () => {
    expect(decide(desk, wish, NOW + 5000).ok).toBe(true)
    expect(decide(desk, wish, NOW + 5001)).toMatchObject({ code: 'QUOTE_STALE' })
    const { A, B } = wish.opportunity.legs
    const oldB = buildOpportunity({ legs: { A, B: { ...B, receivedAt: NOW - 6000 } } })
    expect(decide(desk, { ...wish, opportunity: oldB })).toMatchObject({ code: 'QUOTE_STALE' })
  })

  test('MATCH_BUSY while an execution of the match is open, by hand too', () => {
    const busy = withExecutions({ openMatches: new Set(['match-1']) })
    expect(decide(busy, wish)).toMatchObject({ code: 'MATCH_BUSY' })
  })
})

test('auto takes one execution at a time; by hand another match may be taken', () => {
  const busy = withExecutions({ openMatches: new Set(['match-2']) })
  expect(decide(busy, auto)).toMatchObject({ code: 'DESK_BUSY' })
  expect(decide(busy, wish).ok).toBe(true)
})

test('auto lets a match rest for the cooldown after it was closed; a person need not', () => {
  const closed = withExecutions({ closedAtMs: new Map([['match-1', NOW - 2999]]) })
  expect(decide(closed, auto)).toMatchObject({ code: 'COOLDOWN' })
  expect(decide(closed, wish).ok).toBe(true)
  const rested = withExecutions({ closedAtMs: new Map([['match-1', NOW - 3000]]) })
  expect(decide(rested, auto).ok).toBe(true)
})

test('auto rests after a refusal by the execution service, and says what it was; a person need not', () => {
  const refusal = { message: 'OVER_CAP: Account A is at its cap.', atMs: NOW - 2999 }
  const refused = decide(withExecutions({ refusal }), auto)
  expect(refused).toMatchObject({ code: 'REFUSED', message: expect.stringContaining('at its cap') })
  expect(decide(withExecutions({ refusal }), wish).ok).toBe(true)
  const rested = withExecutions({ refusal: { ...refusal, atMs: NOW - 3000 } })
  expect(decide(rested, auto).ok).toBe(true)
})
