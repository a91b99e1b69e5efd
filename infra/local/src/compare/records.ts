import { fromMinor, toMinor } from '@surefoot/arbitrage'
import type { ExecutionRow, Leg } from '@surefoot/shared/messages'

/** What a report needs to know of one execution. */
export interface RunRecord {
  readonly execution: Pick<
    ExecutionRow,
    'id' | 'timestamp' | 'closedAt' | 'final_status' | 'expectedProfit'
  >
  readonly legs: readonly Pick<
    Leg,
    'legId' | 'role' | 'providerId' | 'selectionId' | 'state' | 'receipt'
  >[]
}

export interface Figures {
  readonly executions: number
  readonly bothAccepted: number
  readonly hedged: number
  readonly failed: number
  readonly stillOpen: number
  readonly expectedProfit: string
}

/** The figures of a run: of the executions that began in it. */
export function countRecords(records: readonly RunRecord[]): Figures {
  const ended = (status: string): RunRecord[] =>
    records.filter(
      ({ execution }) => execution.closedAt !== null && execution.final_status === status,
    )
  const successes = ended('success')
  return {
    executions: records.length,
    bothAccepted: successes.length,
    hedged: records.filter(isHedged).length,
    failed: ended('failed').length,
    stillOpen: records.filter(({ execution }) => execution.closedAt === null).length,
    expectedProfit: fromMinor(
      successes.reduce((sum, { execution }) => sum + toMinor(execution.expectedProfit), 0),
    ),
  }
}

function isHedged({ legs }: RunRecord): boolean {
  return legs.some((leg) => leg.role === 'H' && leg.state === 'ACCEPTED')
}

/** Legs that a bookmaker has accepted; on paper there is no bet. */
export function acceptedLegs(records: readonly RunRecord[]): RunRecord['legs'] {
  return records
    .flatMap(({ legs }) => legs)
    .filter(({ state, receipt }) => state === 'ACCEPTED' && receipt?.paper !== true)
}

/** The later of the two accounts' first RUNNING, in seconds after the start; null if one never ran. */
export function readSecondsToRunning(
  transitions: readonly { readonly account: string; readonly to: string; readonly at: string }[],
  since: Date,
): number | null {
  const first = (account: string): number | undefined =>
    transitions
      .filter((one) => one.account === account && one.to === 'RUNNING')
      .map((one) => Date.parse(one.at) - since.getTime())
      .filter((ms) => ms >= 0)
      .toSorted((a, b) => a - b)[0]
  const [a, b] = [first('A'), first('B')]
  return a === undefined || b === undefined ? null : Math.round(Math.max(a, b) / 100) / 10
}
