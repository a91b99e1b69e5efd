import { odds as wireOdds, type Outcome } from '@surefoot/shared/messages'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compareOdds,
  planHedge,
  priceChoices,
  worstCaseOfHold,
  type BackKind,
  type Choice,
  type HedgeInput,
  type HedgeQuote,
  type StakedBet,
} from '../src/index.ts'
import { limits, odds, stakeMinor } from './arbitraries.ts'
import { BOTH, build, choiceOf, opposite, otherSide, TWO } from './hedge-input.ts'

/** What bets win in whole numbers, written apart from the code under test. */
function winIf(happened: Outcome, bets: readonly StakedBet[]): bigint {
  return bets.reduce((sum, { outcome, stakeMinor: stake, odds: price }) => {
    const [whole = '0', part = ''] = price.split('.')
    const millionths = BigInt(whole) * 1_000_000n + BigInt(part.padEnd(6, '0'))
    const paid = outcome === happened ? (BigInt(stake) * millionths) / 1_000_000n : 0n
    return sum + paid - BigInt(stake)
  }, 0n)
}

function worstOf(bets: readonly StakedBet[], outcomes: readonly Outcome[]): number {
  const [first = 0n, ...rest] = outcomes.map((happened) => winIf(happened, bets))
  return Number(rest.reduce((least, profit) => (profit < least ? profit : least), first))
}

const backQuote = (kind: BackKind): fc.Arbitrary<HedgeQuote> =>
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ odds, limits }).map((own) => otherSide({ ...own, kind })) },
    { weight: 1, arbitrary: fc.constant({ kind, account: 'A', why: 'Suspended.' } as const) },
  )
const hedgeInput: fc.Arbitrary<HedgeInput> = fc.record({
  outcomes: fc.constantFrom<readonly Outcome[]>(TWO, ['home', 'draw', 'away']),
  lone: fc.record({ outcome: fc.constant('home'), stakeMinor, odds }),
  others: fc.array(fc.record({ outcome: fc.constant('away'), stakeMinor, odds }), {
    maxLength: 1,
  }),
  quotes: fc.tuple(
    backQuote('opposite'),
    backQuote('other_side'),
    stakeMinor.map((worthMinor) => ({ kind: 'cash_out', account: 'A', worthMinor }) as const),
  ),
  allowed: fc.subarray([...BOTH]),
  lossLimitMinor: fc.integer({ min: 0, max: 2_000_000 }),
})

const betOf = ({ odds: price, stakeMinor: stake }: Choice): StakedBet[] =>
  price === null || stake === null ? [] : [{ outcome: 'away', odds: price, stakeMinor: stake }]

describe('whatever the bets, prices and limits are', () => {
  it('the worst case of each choice is the real one, to the cent', () => {
    fc.assert(
      fc.property(hedgeInput, (input) => {
        const { lone, others, outcomes } = input
        for (const choice of planHedge(input).choices) {
          if (choice.worstCaseMinor === null) continue
          const quote = input.quotes.find(({ kind }) => kind === choice.kind)
          const worst =
            quote !== undefined && 'worthMinor' in quote
              ? worstOf(others, outcomes) + quote.worthMinor - lone.stakeMinor
              : worstOf([lone, ...others, ...betOf(choice)], outcomes)
          expect(choice.worstCaseMinor).toBe(worst)
        }
      }),
    )
  })

  it('no other choice that is allowed is better at worst than the one taken, and the limit is kept', () => {
    fc.assert(
      fc.property(hedgeInput, (input) => {
        const plan = planHedge(input)
        const allowed = plan.choices.filter(
          ({ kind, worstCaseMinor }) =>
            worstCaseMinor !== null &&
            (kind === 'hold' || input.allowed.some((each) => each === kind)),
        )
        const best = Math.max(...allowed.map(({ worstCaseMinor }) => worstCaseMinor ?? -Infinity))
        const hold = choiceOf(plan, 'hold')?.worstCaseMinor
        const isRight =
          plan.take === 'back'
            ? plan.back.worstCaseMinor === best &&
              best >= -input.lossLimitMinor &&
              input.allowed.includes(plan.back.kind)
            : best === hold || best < -input.lossLimitMinor
        expect(isRight).toBe(true)
        expect(plan.choices.filter(({ why }) => why === null)).toHaveLength(1)
      }),
    )
  })

  it('at the least odds the loss is inside the limit and no larger than by holding', () => {
    fc.assert(
      fc.property(hedgeInput, (input) => {
        const plan = planHedge(input)
        fc.pre(plan.take === 'back')
        const { leastOdds, odds: seen, stakeMinor: stake, outcome } = plan.back
        expect(wireOdds.safeParse(leastOdds).success).toBe(true)
        expect(compareOdds(leastOdds, seen)).toBeLessThanOrEqual(0)
        const { lone, others, outcomes, lossLimitMinor } = input
        const bets = [lone, ...others]
        const worst = worstOf([...bets, { outcome, odds: leastOdds, stakeMinor: stake }], outcomes)
        expect(worst).toBeGreaterThanOrEqual(Math.max(-lossLimitMinor, worstOf(bets, outcomes)))
      }),
    )
  })

  it('the order of the quotes changes nothing', () => {
    fc.assert(
      fc.property(hedgeInput, (input) => {
        const turned = planHedge({ ...input, quotes: input.quotes.toReversed() })
        expect(turned).toEqual(planHedge(input))
      }),
    )
  })
})

describe('the stake of a hedge', () => {
  const price = fc.integer({ min: 101, max: 500 }).map((cents) => (cents / 100).toFixed(2))

  it('is the best of all that its provider takes', () => {
    const others = fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 1 })
    const stepMinor = fc.constantFrom(1, 5, 10)
    fc.assert(
      fc.property(price, price, others, stepMinor, (taken, back, firsts, step) => {
        const input = build({
          lone: { outcome: 'home', stakeMinor: 200, odds: taken },
          others: firsts.map((stake) => ({ outcome: 'away', stakeMinor: stake, odds: back })),
          quotes: [
            opposite({ odds: back, limits: { stepMinor: step, minMinor: 0, maxMinor: 1_000 } }),
          ],
        })
        const { lone, others: first } = input
        const worstCases = Array.from({ length: 1_000 / step }, (_, at) =>
          worstOf(
            [lone, ...first, { outcome: 'away', stakeMinor: (at + 1) * step, odds: back }],
            TWO,
          ),
        )
        expect(choiceOf(planHedge(input), 'opposite')?.worstCaseMinor).toBe(Math.max(...worstCases))
      }),
    )
  })

  it('breaks even at s(a − 1 − a/b), to the rounding of a cent’s stake', () => {
    fc.assert(
      fc.property(stakeMinor, price, price, (s, a, b) => {
        const lone = { outcome: 'home', stakeMinor: s, odds: a } as const
        const plan = planHedge(build({ lone, quotes: [opposite({ odds: b })] }))
        const exact = s * (Number(a) - 1 - Number(a) / Number(b))
        const worst = choiceOf(plan, 'opposite')?.worstCaseMinor ?? Number.NaN
        fc.pre(s * Number(a) >= Number(b))
        expect(worst).toBeLessThanOrEqual(exact + 1e-6 * s)
        expect(worst).toBeGreaterThan(exact - 2 - 1e-6 * s)
      }),
    )
  })

  it('an operator is shown the numbers of the plan, and a button for a bet only if it leaves less to lose', () => {
    fc.assert(
      fc.property(hedgeInput, (input) => {
        const planned = planHedge(input).choices
        const numbersOf = (choice: Omit<Choice, 'why'> | undefined) =>
          choice && [choice.kind, choice.odds, choice.stakeMinor, choice.worstCaseMinor]
        for (const choice of priceChoices(input, input.quotes)) {
          const same = planned.find(({ kind }) => kind === choice.kind)
          expect(numbersOf(choice)).toEqual(numbersOf(same))
          const isBet = choice.stakeMinor !== null && choice.worstCaseMinor !== null
          const isLess = isBet && choice.worstCaseMinor > worstCaseOfHold(input)
          expect(choice.why === null).toBe(isLess)
        }
      }),
    )
  })
})
