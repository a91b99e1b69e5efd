import {
  listFirstRunLines,
  type FirstRunFacts,
  type FirstRunLine,
} from '@surefoot/shared/first-run'
import { setTimeout as delay } from 'node:timers/promises'
import type { Operator } from './pilot/operator.ts'
import type { Screen } from './screen.ts'

export interface NextSteps {
  readonly operator: Operator
  readonly screen: Screen
  readonly signal: AbortSignal
}

const READ_EVERY_MS = 1000

/** Print what the operator does next, and what is done, as the console's checklist shows it, until the first execution. */
export async function printNextSteps({ operator, screen, signal }: NextSteps): Promise<void> {
  let shown: readonly FirstRunLine[] = []
  while (!signal.aborted) {
    // Who reads while a service starts again reads at the next second.
    const facts = await readFacts(operator).catch(() => null)
    if (facts !== null) {
      const lines = listFirstRunLines(facts)
      for (const { print, text } of describeChanges(shown, lines)) screen[print](text)
      shown = lines
      if (facts.hasExecuted === true) return
    }
    await delay(READ_EVERY_MS, undefined, { signal }).catch(() => undefined)
  }
}

async function readFacts(operator: Operator): Promise<FirstRunFacts> {
  const [{ accounts, control }, contracts, executions] = await Promise.all([
    operator.desk(),
    operator.contracts(),
    operator.executions(),
  ])
  const hasExecuted = executions.some((row) => row.final_status === 'success')
  return { accounts, control, contracts, hasExecuted }
}

interface Printed {
  readonly print: 'good' | 'warn' | 'plain'
  readonly text: string
}

/** What to print when the lines have changed: first what is done, then what is next. */
export function describeChanges(
  before: readonly FirstRunLine[],
  lines: readonly FirstRunLine[],
): Printed[] {
  const changed = lines.filter((line) => {
    const old = before.find(({ id }) => id === line.id)
    return old?.state !== line.state || old.title !== line.title
  })
  const inState = (state: FirstRunLine['state']): FirstRunLine[] =>
    changed.filter((line) => line.state === state)
  return [
    ...inState('done').map(({ title }): Printed => ({ print: 'good', text: `done: ${title}` })),
    ...inState('failed').map(({ detail, title }): Printed => ({
      print: 'warn',
      text: `${title}: ${detail}`,
    })),
    ...inState('now').map(({ detail, title }): Printed => ({
      print: 'plain',
      text: `→ next: ${title}${detail === null ? '' : `. ${detail}`}`,
    })),
  ]
}
