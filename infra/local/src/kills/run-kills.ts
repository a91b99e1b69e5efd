import { isGood, type Report } from '../report.ts'
import type { Screen } from '../screen.ts'
import { findProcess, killAndWait, untilOneMore } from './kill-and-wait.ts'
import { killAround, launch } from './launcher-under-test.ts'
import type { Kill, KillPlan } from './plan-kills.ts'

export interface Place {
  readonly dir: string
  readonly screen: Screen
  readonly signal: AbortSignal
}

export interface Ending {
  readonly code: number
  readonly report: Report
}

/** One launcher: processes are killed while it trades, the last one around Ctrl-C. Returns how it ended. */
export async function runPlan(plan: KillPlan, { dir, screen, signal }: Place): Promise<Ending> {
  const launcher = launch({ dir, screen, kill: plan.last })
  const { stack, operator } = await launcher.up
  const struck = { stack, operator, signal }
  try {
    await untilOneMore(struck)
    for (const name of plan.running) {
      screen.step(`killing ${name}`)
      await killAndWait(struck, name)
    }
    screen.step(
      `killing ${plan.last.name} while it is ${plan.last.phase}, Ctrl-C ${plan.last.order}`,
    )
    if (plan.last.phase === 'running')
      await killAround(findProcess(struck, plan.last.name).pid(), { ...launcher, ...plan.last })
    else launcher.press()
  } catch (error) {
    launcher.press()
    await launcher.ended
    throw error
  }
  return { code: await launcher.ended, report: launcher.report() }
}

/** One launcher for one case of the table. Returns what is wrong with how it ended; empty: nothing. */
export async function runCase(kill: Kill, place: Place): Promise<string[]> {
  if (kill.phase !== 'starting') {
    const { report } = await runPlan({ running: [], last: kill }, place)
    return faultsOf(report)
  }
  const launcher = launch({ ...place, kill })
  await launcher.ended
  const report = launcher.report()
  // A first start that fails is a fault of the run, and said so; nothing else may be.
  return faultsOf({ ...report, faults: [] })
}

/** What is wrong with the end of a run, in sentences. */
export function faultsOf(report: Report): string[] {
  if (isGood(report)) return []
  return [
    ...report.faults,
    ...report.differences.map(({ kind, betReference }) => `${kind} ${betReference}`),
    ...report.droppedMessages,
    ...report.leftBehind.processes.map((one) => `still running: ${one}`),
    ...report.leftBehind.locks.map((one) => `lock left behind: ${one}`),
    ...((report.stillOpen ?? 0) > 0 ? [`${report.stillOpen} executions are still open`] : []),
  ]
}
