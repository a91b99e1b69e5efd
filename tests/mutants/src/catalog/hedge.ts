import type { Mutant } from '../mutant.ts'

const CHOICE = 'packages/arbitrage/src/hedge.ts'
const CHOICE_TEST = 'packages/arbitrage/test/hedge.test.ts'

/** Bugs in what is done about a lone leg. */
export const HEDGE_MUTANTS: readonly Mutant[] = [
  {
    name: 'loss-limit-not-asked',
    bug: 'a hedge that loses more than the limit is placed by itself',
    breaks: ['I5'],
    file: CHOICE,
    find: 'if (worstCaseMinor < -lossLimitMinor) {',
    replace: 'if (worstCaseMinor < -lossLimitMinor * 1000) {',
    caughtBy: {
      kind: 'test',
      file: CHOICE_TEST,
      title: 'is covered at exactly the limit, and held a cent beyond it',
    },
  },
  {
    name: 'hedge-that-makes-it-worse',
    bug: 'a hedge is placed although holding loses less',
    breaks: ['I5'],
    file: CHOICE,
    find: 'if (worstCaseMinor <= worstCaseOfHold(input))',
    replace: 'if (worstCaseMinor < worstCaseOfHold(input) - 1_000_000)',
    caughtBy: {
      kind: 'test',
      file: CHOICE_TEST,
      title: 'is held rather than covered at a price that makes it worse',
    },
  },
  {
    name: 'second-hedge',
    bug: 'a hedge that failed is planned again by itself',
    breaks: ['I6', 'I12'],
    file: 'services/hedge/src/decide-act.ts',
    find: "return hedge ? 'conclude' : 'plan'",
    replace: "return hedge?.state === 'ACCEPTED' ? 'conclude' : 'plan'",
    caughtBy: {
      kind: 'test',
      file: 'services/hedge/test/decide-act.test.ts',
      title: 'a hedge that failed is a person’s to decide',
    },
  },
]
