import { ok, type Bet, type Permit, type Receipt } from '@surefoot/shared/messages'
import { expect, test } from 'vitest'
import { createListedBets } from '../../src/bets/listed-bets.ts'
import { launchSimulated } from '../../src/browser/simulated-browser.ts'
import { holdReceipt, type Submitted } from '../../src/legs/hold-receipt.ts'
import { EMPTY_RECEIPT } from '../../src/legs/receipt.ts'
import type { AccountBrowser } from '../../src/ports.ts'
import { plan } from '../support/plan.ts'

const permit: Permit = {
  permitId: '6f2c7f5e-0000-4000-8000-000000000001',
  legId: plan.legId,
  selectionId: plan.selectionId,
  stake: plan.stake,
  leastOdds: plan.leastOdds,
  venue: 'live',
  safeMode: false,
  expiresAt: '2026-01-31T18:29:05.000Z',
  livesMs: 5000,
}
const submitted: Submitted = {
  plan,
  permit,
  slip: { odds: '2.2', stake: plan.stake, maxStake: null, balance: '100.00' },
  listedBefore: new Set(['B-1']),
  submittedAtMs: Date.parse('2026-01-31T18:29:00.000Z'),
}
const accepted: Receipt = {
  ...EMPTY_RECEIPT,
  state: 'ACCEPTED',
  stake: '10.00',
  odds: '2.2',
  betReference: 'B-2',
  raw: '{"ref":"B-2"}',
}

test('an answer that its permit allows is the receipt', () => {
  expect(holdReceipt(accepted, submitted)).toBe(accepted)
  const reduced: Receipt = { ...accepted, stake: '4.00', odds: '2.1' }
  expect(holdReceipt(reduced, submitted)).toBe(reduced)
})

test.each([
  ['more stake than was asked', { stake: '1000' }, 'STAKE_OVER_PERMIT'],
  ['odds below the least', { odds: '2.09' }, 'ODDS_UNDER_PERMIT'],
  ['odds in another format', { odds: '120' }, 'ODDS_IMPLAUSIBLE'],
  ['another selection', { selectionId: '8' }, 'OTHER_SELECTION'],
  ['another event', { eventId: '2' }, 'OTHER_EVENT'],
  ['a bet that was listed before', { betReference: 'B-1' }, 'OLDER_BET'],
  ['a bet of an hour ago', { placedAt: '2026-01-31T17:29:00.000Z' }, 'OLDER_BET'],
] as const)(
  'an answer with %s makes the leg unknown, with the raw answer kept',
  (_, change, code) => {
    for (const state of ['ACCEPTED', 'PENDING'] as const)
      expect(holdReceipt({ ...accepted, state, ...change }, submitted)).toMatchObject({
        state: 'UNKNOWN',
        code,
        stake: null,
        odds: null,
        betReference: null,
        raw: accepted.raw,
      })
  },
)

test('a refusal claims no bet, so it stays one', () => {
  const refused: Receipt = { ...EMPTY_RECEIPT, state: 'REJECTED', code: 'SUSPENDED' }
  expect(holdReceipt(refused, submitted)).toBe(refused)
})

test('a bet counts as listed before once a reading of it has ended, or it was named in an answer', async () => {
  const bet: Bet = {
    betReference: 'B-1',
    selectionId: '7',
    stake: '10.00',
    odds: '2.2',
    status: 'open',
    placedAt: '2026-01-31T18:00:00.000Z',
    returned: null,
    cashOut: null,
  }
  const reading = Promise.withResolvers<Awaited<ReturnType<AccountBrowser['readBets']>>>()
  const simulated = await launchSimulated({
    id: { deskId: 'main', account: 'A' },
    browserId: 'b',
    url: new URL('http://north.example'),
    token: '',
    allowedOrigins: new Set(),
  })
  const bets = createListedBets({ ...simulated, readBets: () => reading.promise }, () => undefined)
  const read = bets.read()
  const before = bets.references()
  reading.resolve(ok({ bets: [bet], balance: '100.00', readAt: '2026-01-31T18:29:00.000Z' }))
  await read
  expect(before).toEqual(new Set())
  bets.learn('7', accepted)
  expect(bets.references()).toEqual(new Set(['B-1', 'B-2']))
  expect(bets.before('7')).toEqual({ open: ['B-1', 'B-2'], onSelection: ['B-1', 'B-2'] })
  expect(bets.before('8')).toEqual({ open: ['B-1', 'B-2'], onSelection: [] })
})

test('of a list that was not read whole nobody knows what was open before', async () => {
  const simulated = await launchSimulated({
    id: { deskId: 'main', account: 'A' },
    browserId: 'b',
    url: new URL('http://north.example'),
    token: '',
    allowedOrigins: new Set(),
  })
  const reading = { bets: [], balance: '100.00', readAt: '2026-01-31T18:29:00.000Z' }
  for (const part of [{ unreadable: 1 }, { isPartial: true }]) {
    const bets = createListedBets(
      { ...simulated, readBets: async () => ok({ ...reading, ...part }) },
      () => undefined,
    )
    await bets.read()
    expect(bets.before('7')).toBeNull()
  }
})
