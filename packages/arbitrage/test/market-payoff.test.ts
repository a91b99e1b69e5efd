/**
 * What a bet pays, worked out from the rules that bookmakers print and not from the table: a bet on a quarter line is two
 * bets of half the stake, on the line below it and the one above.
 */
import { MARKETS, readLine } from '@surefoot/shared/markets'
import { market as markets, type Market, type Outcome } from '@surefoot/shared/messages'
import { describe, expect, it } from 'vitest'
import { fromMinor, leastProfitOf, outcomesOf, payoutMinor, returnOfShare } from '../src/index.ts'
import { createDraw } from './draw.ts'

const RANGE = Array.from({ length: 16 }, (_, goals) => goals)
const SCORES = RANGE.flatMap((home) => RANGE.map((away) => ({ home, away })))
type Score = (typeof SCORES)[number]

/** 1: the stake is multiplied by the odds; 0: it is lost; null: it comes back. */
type Part = 1 | 0 | null

const fromGap = (gap: number): Part => (gap === 0 ? null : gap > 0 ? 1 : 0)
const fromFact = (isSo: boolean): Part => (isSo ? 1 : 0)

/** One bet on a whole or half line. */
const PRINTED: Record<Market, (outcome: Outcome, score: Score, line: number) => Part> = {
  match_winner: (outcome, { home, away }) =>
    fromGap(outcome === 'home' ? home - away : away - home),
  draw_no_bet: (outcome, { home, away }) => fromGap(outcome === 'home' ? home - away : away - home),
  handicap: (outcome, { home, away }, line) =>
    outcome === 'home' ? fromGap(home + line - away) : fromGap(away - line - home),
  total: (outcome, { home, away }, line) =>
    fromGap(outcome === 'over' ? home + away - line : line - home - away),
  home_total: (outcome, { home }, line) => fromGap(outcome === 'over' ? home - line : line - home),
  away_total: (outcome, { away }, line) => fromGap(outcome === 'over' ? away - line : line - away),
  both_score: (outcome, { home, away }) =>
    fromFact(outcome === 'yes' ? Math.min(home, away) >= 1 : home === 0 || away === 0),
  odd_even: (outcome, { home, away }) =>
    fromFact(
      outcome === 'even' ? [0, 2].includes((home + away) % 4) : [1, 3].includes((home + away) % 4),
    ),
  result: (outcome, { home, away }) =>
    fromFact(outcome === (['away', 'draw', 'home'] as const)[Math.sign(home - away) + 1]),
  double_chance: (outcome, { home, away }) => {
    if (outcome === 'home_draw') return fromFact(home >= away)
    if (outcome === 'draw_away') return fromFact(home <= away)
    return fromFact(home !== away)
  },
}

interface Staked {
  readonly market: Market
  readonly outcome: Outcome
  readonly line: number
  readonly stakeMinor: number
  readonly odds: string
}

function paid({ market, outcome, line, stakeMinor, odds }: Staked, score: Score): number {
  const isQuarter = Math.abs(line * 2) % 1 !== 0
  const halves = isQuarter ? [line - 0.25, line + 0.25] : [line, line]
  const parts = halves.map((half) => PRINTED[market](outcome, score, half))
  const multipliers = parts.map((part) => (part === null ? 1 : part * Number(odds)))
  return (stakeMinor * multipliers.reduce((sum, each) => sum + each, 0)) / 2
}

function linesOf(market: Market): (string | null)[] {
  const rule = MARKETS[market].line
  if (rule === 'none') return [null]
  const first = rule === 'margin' ? -24 : 0
  return Array.from({ length: 25 - first }, (_, at) => String((first + at) / 4))
}

describe.each(markets.options)('a bet on %s', (market) => {
  it('pays at each score what the printed rules pay', () => {
    for (const line of linesOf(market)) {
      const quarters = readLine(MARKETS[market].line, line)
      for (const outcome of MARKETS[market].outcomes)
        for (const score of SCORES) {
          const staked = { market, outcome, line: Number(line ?? 0), stakeMinor: 1000, odds: '2.5' }
          const share = MARKETS[market].shareOf(outcome, score, quarters ?? Number.NaN)
          expect(
            returnOfShare(share, staked),
            `${outcome} ${line} at ${score.home}:${score.away}`,
          ).toBe(paid(staked, score))
        }
    }
  })
})

/** Nobody is under 0 goals: of such a line the least over the scores is more than what is counted on. */
function canEndEitherWay(market: Market, line: string | null): boolean {
  return market !== 'total' || Number(line) >= 0.5
}

const EXECUTED = markets.options.filter(
  (market) => outcomesOf(market, 'football') ?? outcomesOf(market, 'tennis'),
)

it('the sure profit of 100,000 random pairs is the least over all scores, to the cents that payouts are cut by', () => {
  const draw = createDraw(7)
  const wrong: unknown[] = []
  expect(EXECUTED).toHaveLength(6)
  for (let nth = 0; nth < 100_000; nth += 1) {
    const market = draw.pick(EXECUTED)
    const line = draw.pick(linesOf(market).filter((each) => canEndEitherWay(market, each)))
    const [first = 'home', second = 'away'] = MARKETS[market].outcomes
    const bet = (outcome: Outcome): Staked => ({
      market,
      outcome,
      line: Number(line ?? 0),
      stakeMinor: draw.integer(1, 50_000),
      odds: (draw.integer(101, 600) / 100).toFixed(2),
    })
    const [one, other] = [bet(first), bet(second)]
    const leg = ({ outcome, stakeMinor, odds }: Staked) => ({
      outcome,
      odds,
      stake: fromMinor(stakeMinor),
    })
    const least = leastProfitOf(
      { market, line, mayDraw: market === 'match_winner' },
      draw.pick([
        { A: leg(one), B: leg(other) },
        { A: leg(other), B: leg(one) },
      ]),
    )
    const staked = one.stakeMinor + other.stakeMinor
    const exact = leastOver((score) => paid(one, score) + paid(other, score) - staked)
    const isRight = least !== undefined && least <= exact + 0.001 && least > exact - 2.001
    if (!isRight) wrong.push({ one, other, least, exact })
  }
  expect(wrong).toEqual([])
}, 60_000)

/** The scores beside the smaller ones add no branch: lines go up to 6. */
const NEAR = SCORES.filter(({ home, away }) => home <= 8 && away <= 8 && (home < 2 || away < 1))

function leastOver(profitAt: (score: Score) => number): number {
  let least = Infinity
  for (const score of NEAR) least = Math.min(least, profitAt(score))
  return least
}

it('home -0.25 at 2.08 and away +0.25 at 2.04 win half the profit on the draw', () => {
  const stakes = { A: 2040, B: 2080 }
  const won = payoutMinor(stakes.A, '2.08') - stakes.A - stakes.B
  const legs = {
    A: { outcome: 'home', odds: '2.08', stake: fromMinor(stakes.A) },
    B: { outcome: 'away', odds: '2.04', stake: fromMinor(stakes.B) },
  } as const
  expect(won).toBe(123)
  expect(leastProfitOf({ market: 'handicap', line: '-0.25' }, legs)).toBe(Math.floor(won / 2))
  expect(leastProfitOf({ market: 'handicap', line: '-0.5' }, legs)).toBe(won)
  expect(leastProfitOf({ market: 'handicap', line: '0' }, legs)).toBe(0)
})

it('what two bets do not cover, or is only shown, has no sure profit', () => {
  const legs = {
    A: { outcome: 'home', odds: '3', stake: '10.00' },
    B: { outcome: 'away', odds: '3', stake: '10.00' },
  } as const
  for (const market of ['result', 'double_chance'] as const)
    expect(leastProfitOf({ market, line: null }, legs)).toBeUndefined()
  expect(leastProfitOf({ market: 'both_score', line: null }, legs)).toBeUndefined()
  const same = { A: legs.A, B: { ...legs.B, outcome: 'home' } } as const
  expect(leastProfitOf({ market: 'handicap', line: '-0.5' }, same)).toBeUndefined()
  for (const line of ['-0.3', '0.125', '--1', '1,5', '', null])
    expect(leastProfitOf({ market: 'handicap', line }, legs)).toBeUndefined()
})
