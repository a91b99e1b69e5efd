import type { Screen } from '../screen.ts'
import { OperatorRefused } from './call.ts'
import type { Operator } from './operator.ts'

/** Halts of these are the desk's own; any other is a person's, and stays. */
const PROGRAMS: ReadonlySet<string> = new Set(['audit', 'execution'])

/** Say RUN again after a halt that the desk decided on by itself, as a person would who has looked: at the sandbox only. */
export async function resumeTrading(operator: Operator, screen: Screen): Promise<void> {
  const { control, halt } = await operator.desk()
  if (control.trading !== 'HALT_NEW' || halt === null || !PROGRAMS.has(halt.actor)) return
  try {
    await operator.control({ trading: 'RUN' })
    screen.warn(
      `the desk had halted: ${halt.reason ?? 'no reason was given'} The pilot said RUN again`,
    )
  } catch (error) {
    // It may not run while something is not reconciled: at another look.
    if (!(error instanceof OperatorRefused)) throw error
  }
}
