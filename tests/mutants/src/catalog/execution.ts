import type { Mutant } from '../mutant.ts'

const SCRIPTS = 'services/execution/src/exposure/exposure-script.ts'
const COUNTER_TEST = 'services/execution/test/exposure/exposure-counter.int.test.ts'
const RECOVERY = 'services/execution/src/watchdog/recover-execution.ts'
const RECOVERY_TEST = 'services/execution/test/watchdog/recover-execution.test.ts'
const SAGA_TEST = 'services/execution/test/saga/saga.int.test.ts'

/** Bugs in the saga, its counters and its watchdog. */
export const EXECUTION_MUTANTS: readonly Mutant[] = [
  {
    name: 'second-leg-without-the-first',
    bug: 'B is asked for although A is not accepted',
    breaks: ['I5'],
    file: 'services/execution/src/saga/place-legs.ts',
    find: "if (first.state !== 'ACCEPTED') {",
    replace: "if (first.state === 'ABSENT') {",
    caughtBy: { kind: 'test', file: SAGA_TEST, title: 'when A is rejected' },
  },
  {
    name: 'submit-is-retried',
    bug: 'a submit that was not answered is sent again',
    breaks: ['I1', 'I12'],
    file: 'services/execution/src/legs/place-leg.ts',
    find: '() => bus.request(legPlace, plan, { deadlineMs: settings.executionTimeoutMs }),',
    replace: `async () => {
      const once = () => bus.request(legPlace, plan, { deadlineMs: settings.executionTimeoutMs })
      return once().catch(once)
    },`,
    caughtBy: {
      kind: 'test',
      file: SAGA_TEST,
      title: 'when A is unknown: A turns out to be placed',
    },
  },
  {
    name: 'missing-key-read-as-zero',
    bug: 'exposure that Redis does not know is taken for none',
    breaks: ['I7', 'I13', 'I14'],
    file: SCRIPTS,
    find: "then return 'NOT_READY' end\nlocal placesOf",
    replace: 'then end\nlocal placesOf',
    caughtBy: { kind: 'test', file: COUNTER_TEST, title: 'are unknown, not zero' },
  },
  {
    name: 'rebuild-erases-a-reservation',
    bug: 'counting again forgets what was reserved while the ledger was read',
    breaks: ['I7', 'I14'],
    file: SCRIPTS,
    find: "if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 'CHANGED' end",
    replace: '',
    caughtBy: { kind: 'test', file: COUNTER_TEST, title: 'a rebuild never erases' },
  },
  {
    name: 'cap-of-a-match-not-counted',
    bug: 'stakes on the same match are not summed',
    breaks: ['I7'],
    file: SCRIPTS,
    find: 'if isOn(entries[entry], account) then onMatch = onMatch + stake end',
    replace: '',
    caughtBy: {
      kind: 'test',
      file: COUNTER_TEST,
      title: 'that reaches the cap of a match is taken',
    },
  },
  {
    name: 'receipt-not-waited-for',
    bug: 'the watchdog takes an armed leg over while its executor is about to record the receipt',
    breaks: ['I10'],
    file: RECOVERY,
    find: "return nowMs > armedAtMs + executionTimeoutMs ? 'resolve' : 'leave'",
    replace: "return nowMs > 0 || armedAtMs + executionTimeoutMs > 0 ? 'resolve' : 'leave'",
    caughtBy: {
      kind: 'test',
      file: RECOVERY_TEST,
      title: 'that was armed is left to its executor',
    },
  },
  {
    name: 'hedge-voided-by-the-watchdog',
    bug: 'the watchdog voids a hedge leg that the hedge service is placing',
    breaks: ['I5'],
    file: RECOVERY,
    find: "leg.role !== 'H' || nowMs",
    replace: "leg.role !== 'B' || nowMs",
    caughtBy: { kind: 'test', file: RECOVERY_TEST, title: 'that is a hedge is left' },
  },
  {
    name: 'closed-before-the-hedge',
    bug: 'an execution with a lone leg is taken for finished',
    breaks: ['I5', 'I6'],
    file: 'services/execution/src/finish/decide-end.ts',
    find: "return record.legs.every(({ state }) => isFinal(state)) ? 'hedge' : 'wait'",
    replace: "return record.legs.every(({ state }) => isFinal(state)) ? 'close' : 'wait'",
    caughtBy: {
      kind: 'test',
      file: 'services/execution/test/finish/decide-end.test.ts',
      title: 'is hedged on when its hedge leg has become final',
    },
  },
  {
    name: 'lock-that-came-too-late',
    bug: 'a lock whose time is nearly over is taken for held',
    breaks: ['I12'],
    file: 'services/execution/src/saga/match-lock.ts',
    find: '< leastMs',
    replace: '< -leastMs',
    caughtBy: {
      kind: 'test',
      file: 'services/execution/test/saga/match-lock.int.test.ts',
      title: 'a lock that came too late is not held',
    },
  },
  {
    name: 'timeout-means-rejected',
    bug: 'a submit that was not answered is called rejected',
    breaks: ['I3', 'I10'],
    file: 'packages/execution-rules/src/submit-once.ts',
    find: "return { to: 'VOID', reason: 'The executor gave no answer' }",
    replace: `const none = { stake: null, odds: null, betReference: null, code: null, message: null, raw: null }
    const refused = { state: 'REJECTED', paper: false, ...none } as const
    return { to: 'REJECTED', reason: 'No answer', receipt: refused }`,
    caughtBy: { kind: 'harness', script: 'simulate', args: ['--seeds', '200'] },
  },
  {
    name: 'armed-leg-is-left',
    bug: 'the watchdog leaves an armed leg whose executor has died',
    breaks: ['I3', 'I14'],
    file: RECOVERY,
    find: "return nowMs > armedAtMs + executionTimeoutMs ? 'resolve' : 'leave'",
    replace: "return nowMs > armedAtMs + executionTimeoutMs ? 'leave' : 'leave'",
    caughtBy: { kind: 'harness', script: 'simulate', args: ['--seeds', '200'] },
  },
]
