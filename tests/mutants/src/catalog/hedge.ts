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
    bug: 'a hedge that failed is planned again by itself on the same selection',
    breaks: ['I6', 'I12'],
    file: 'services/hedge/src/choice/quote-sides.ts',
    find: "which === 'untried' && side.tried !== undefined",
    replace: "which !== 'untried' && side.tried !== undefined",
    caughtBy: {
      kind: 'test',
      file: 'services/hedge/test/next-choice.int.test.ts',
      title: 'with another id and another permit: reject',
    },
  },
  {
    name: 'second-hedge-after-unknown',
    bug: 'a second hedge is placed while it is not known whether the first is a bet',
    breaks: ['I6'],
    file: 'packages/execution-rules/src/hedge-legs.ts',
    find: 'return hedgesOf(execution).find(({ state }) => !isFinal(state))',
    replace:
      "return hedgesOf(execution).find(({ state }) => !isFinal(state) && state !== 'UNKNOWN')",
    caughtBy: { kind: 'harness', script: 'simulate', args: ['--seeds', '60'] },
  },
  {
    name: 'no-second-hedge',
    bug: 'a hedge that was refused is left to a person though another choice is inside the limit',
    breaks: ['I15'],
    file: 'services/hedge/src/lone-leg/conclude-hedge.ts',
    find: 'if (mayChooseAgain(failed) && isChoiceLeft(ports, exposed))',
    replace: 'if (!mayChooseAgain(failed) && isChoiceLeft(ports, exposed))',
    caughtBy: {
      kind: 'test',
      file: 'services/hedge/test/next-choice.int.test.ts',
      title: 'with another id and another permit: reject',
    },
  },
  {
    name: 'operators-choice-goes-on',
    bug: 'after an operator’s choice was refused the hedge service chooses by itself',
    breaks: ['I6'],
    file: 'packages/execution-rules/src/hedge-legs.ts',
    find: 'return hedgeEvents.some(({ step }) => LEFT_TO_OPERATOR.has(step))',
    replace: 'return hedgeEvents.every(({ step }) => LEFT_TO_OPERATOR.has(step))',
    caughtBy: {
      kind: 'test',
      file: 'services/hedge/test/next-choice.int.test.ts',
      title: 'that is refused is followed by no choice of the hedge service',
    },
  },
  {
    name: 'hedge-submitted-again',
    bug: 'a hedge whose submit was not answered is submitted again',
    breaks: ['I1', 'I12'],
    file: 'services/hedge/src/lone-leg/place-hedge.ts',
    find: '() => bus.request(legPlace, leg, { deadlineMs: settings.executionTimeoutMs }),',
    replace: `async () => {
      const once = () => bus.request(legPlace, leg, { deadlineMs: settings.executionTimeoutMs })
      return once().catch(once)
    },`,
    caughtBy: {
      kind: 'test',
      file: 'services/hedge/test/submit-once.int.test.ts',
      title: 'a hedge reaches its executor once',
    },
  },
  {
    name: 'any-odds-for-a-small-hedge',
    bug: 'a hedge of a stake below the loss limit accepts any odds',
    breaks: ['I16'],
    file: CHOICE,
    find: 'return Math.min(input.lossLimitMinor, -halfWay)',
    replace: 'return Math.max(input.lossLimitMinor, -halfWay)',
    caughtBy: { kind: 'test', file: CHOICE_TEST, title: 'save half of what the plan saves' },
  },
]
