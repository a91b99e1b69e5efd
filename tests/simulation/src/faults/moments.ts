import type { Stroke } from './kinds.ts'

/** Between a submit's request and the last word on it: as the log of events names its steps. */
const SUBMIT = [
  'takes leg.prepare',
  'takes leg.place',
  'takes ledger.arm',
  'hears of ledger.arm',
  ' gets ',
  'reads ACCEPTED',
  'reads PENDING',
  'takes ledger.record',
]
const EXECUTION = [
  'works on exec.request',
  'takes ledger.open',
  'Redis eval',
  'takes leg.prepare',
  'takes leg.place',
  'hears of leg.place',
  'takes ledger.record',
  'takes ledger.hedge',
  'takes ledger.close',
  'takes bets.read',
]
const HEDGE = [
  'works on hedge.trigger',
  'takes ledger.hedge',
  'takes leg.place',
  'hears of leg.place',
  'takes ledger.record',
]
const ALL = [...new Set([...SUBMIT, ...EXECUTION, ...HEDGE])]

const MOMENTS: Partial<Record<Stroke, readonly string[]>> = {
  execution_killed: EXECUTION,
  execution_frozen: EXECUTION,
  hedge_killed: HEDGE,
  hedge_frozen: HEDGE,
  executor_killed: SUBMIT,
  executor_frozen: SUBMIT,
  browser_lost: [' gets ', 'hears of ledger.arm', 'reads PENDING'],
}

/** The steps just after which a stroke hurts most. */
export function momentsOf(kind: Stroke): readonly string[] {
  return MOMENTS[kind] ?? ALL
}
