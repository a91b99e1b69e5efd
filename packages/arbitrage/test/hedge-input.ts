import type { BackKind, BackQuote, Choice, HedgeInput, HedgePlan } from '../src/index.ts'
import { noLimits } from './arbitraries.ts'

export const TWO = ['home', 'away'] as const
export const BOTH: readonly BackKind[] = ['other_side', 'opposite']

export const otherSide = (change: Partial<BackQuote> = {}): BackQuote => ({
  kind: 'other_side',
  account: 'B',
  outcome: 'away',
  odds: '2.1',
  limits: noLimits,
  ...change,
})
export const opposite = (change: Partial<BackQuote> = {}): BackQuote =>
  otherSide({ kind: 'opposite', account: 'A', odds: '1.7', ...change })

export const build = (change: Partial<HedgeInput> = {}): HedgeInput => ({
  outcomes: TWO,
  lone: { outcome: 'home', stakeMinor: 2_500, odds: '2.2' },
  others: [],
  quotes: [otherSide(), opposite()],
  allowed: BOTH,
  lossLimitMinor: 1_000,
  ...change,
})

export const choiceOf = ({ choices }: HedgePlan, kind: Choice['kind']): Choice | undefined =>
  choices.find((choice) => choice.kind === kind)
