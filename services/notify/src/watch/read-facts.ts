import { isolateName, type ExecutionRow, type HedgeStep } from '@surefoot/shared/messages'
import type { Finding } from '../alerts/condition.ts'

/** After a restart what happened meanwhile is sent; what is older is history. */
const CATCH_UP_MS = 3_600_000

const HEDGE_STEPS = {
  triggered: 'One leg was accepted and the other was not: a hedge is being placed.',
  planned: 'One leg was accepted and the other was not: a hedge is being placed.',
  covered: 'The hedge was placed: the exposed leg is covered.',
  held: 'The exposed leg is kept without a hedge.',
  failed: 'The hedge was not placed.',
  escalated: 'The hedge needs an operator.',
} satisfies Record<HedgeStep, string>

/** What happened to executions lately, each to be sent once. Newest first, as the ledger lists them. */
export function factsOf(executions: readonly ExecutionRow[], now: number): Finding[] {
  const isRecent = (at: string): boolean => now - Date.parse(at) < CATCH_UP_MS
  return executions.filter(({ timestamp }) => isRecent(timestamp)).flatMap(factsOfExecution)
}

function factsOfExecution(row: ExecutionRow): Finding[] {
  const { id, hedge, final_status: status, closedAt } = row
  const about = { account: null, executionId: id }
  const name = `${isolateName(row.home)} v ${isolateName(row.away)}`
  const facts: Finding[] = []
  if (hedge !== null) {
    const key = `hedge ${id} ${hedge === 'planned' ? 'triggered' : hedge}`
    facts.push({ key, kind: 'hedge', message: `${HEDGE_STEPS[hedge]} ${name}`, ...about })
  }
  if (closedAt !== null && status !== null) {
    const message =
      status === 'success'
        ? `${name}: both legs were accepted, ${row.stakeA} and ${row.stakeB}; expected profit ${row.expectedProfit} (${row.venue}).`
        : `${name}: failed (${row.venue}). ${row.error_message ?? ''}`
    facts.push({
      key: `execution ${id}`,
      kind: 'execution',
      message: message.trim().slice(0, 1000),
      ...about,
    })
  }
  return facts
}
