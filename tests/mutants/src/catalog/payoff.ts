import type { Mutant } from '../mutant.ts'

const RULES = 'packages/execution-rules'

/** Bugs in what an execution may lose: the one home of that rule. */
export const PAYOFF_MUTANTS: readonly Mutant[] = [
  {
    name: 'submit-once-twice',
    bug: 'the rule that a leg is submitted once sends it again after silence',
    breaks: ['I1', 'I12'],
    file: `${RULES}/src/submit-once.ts`,
    find: 'onSilence(error)\n',
    replace: 'onSilence(error)\n    await send().catch(() => undefined)\n',
    caughtBy: {
      kind: 'test',
      file: `${RULES}/test/submit-once.test.ts`,
      title: 'a submit that is not answered is never sent again',
    },
  },
  {
    name: 'accepted-means-covered',
    bug: 'a pair of accepted legs is taken for covered, however little of B was taken',
    breaks: ['I16'],
    file: `${RULES}/src/phase.ts`,
    find: "return isExposed(execution) ? 'exposed' : 'covered'",
    replace:
      "return isExposed(execution) && pair.some(({ state }) => state !== 'ACCEPTED') ? 'exposed' : 'covered'",
    caughtBy: { kind: 'harness', script: 'simulate', args: ['--seeds', '60'] },
  },
  {
    name: 'void-bet-covers',
    bug: 'a bet that was voided still counts as cover',
    breaks: ['I6', 'I16'],
    file: `${RULES}/src/position.ts`,
    find: "return state === 'ACCEPTED' && settlement === null",
    replace: "return state === 'ACCEPTED' && settlement?.result !== 'cashed_out'",
    caughtBy: { kind: 'harness', script: 'simulate', args: ['--seeds', '60'] },
  },
  {
    name: 'answer-sizes-the-hedge',
    bug: 'an accepted answer with more stake than its permit sizes the hedge',
    breaks: ['I16'],
    file: `${RULES}/src/payoff.ts`,
    find: 'stakeMinor: Math.min(toMinor(receipt?.stake ?? stake), toMinor(stake)),',
    replace: 'stakeMinor: toMinor(receipt?.stake ?? stake),',
    caughtBy: {
      kind: 'test',
      file: 'services/hedge/test/exposed-bets.test.ts',
      title: 'is sized by its permit',
    },
  },
  {
    name: 'hedge-of-any-size',
    bug: 'the ledger arms a hedge that leaves more to lose than there is without it',
    breaks: ['I16'],
    file: `${RULES}/src/refuse-bet.ts`,
    find: 'if (after > before) return undefined',
    replace: "if (after > before || leg.role === 'H') return undefined",
    caughtBy: {
      kind: 'test',
      file: 'services/audit/test/decide-arm.test.ts',
      title: 'a hedge is no larger than the permit',
    },
  },
  {
    name: 'exposed-again-unowned',
    bug: 'nobody owns what is exposed again because a bet was voided after its execution was closed',
    breaks: ['I16'],
    file: 'services/audit/src/execution/escalate-exposed.ts',
    find: 'if (record === undefined || !isExposedAgain(record)) return undefined',
    replace: 'if (record === undefined || isExposedAgain(record)) return undefined',
    caughtBy: {
      kind: 'test',
      file: 'services/audit/test/hedge-steps.int.test.ts',
      title: 'a bet that is void after its execution was closed',
    },
  },
  {
    name: 'below-plan-not-counted',
    bug: 'executions that end covered but below plan never halt the desk',
    breaks: ['I16'],
    file: 'services/audit/src/desk/decide-halt.ts',
    find: "return areAll(SHORTFALLS_IN_A_ROW, isShort) ? 'below plan' : undefined",
    replace: 'return areAll(SHORTFALLS_IN_A_ROW, isShort) ? undefined : undefined',
    caughtBy: {
      kind: 'test',
      file: 'services/audit/test/hedge-steps.int.test.ts',
      title: 'four executions in a row that end covered but below plan',
    },
  },
]
