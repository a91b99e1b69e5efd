import type { Operator } from '../pilot/operator.ts'
import type { Stack } from '../stack.ts'
import type { Supervised } from '../supervise/supervise.ts'
import { until } from '../until.ts'

export interface Struck {
  readonly stack: Stack
  readonly operator: Operator
  readonly signal: AbortSignal
}

/** Long enough for browsers that are opened again on a busy machine. */
const WITHIN_MS = 180_000

/** The supervised process of that name. */
export function findProcess({ stack }: Pick<Struck, 'stack'>, name: string): Supervised {
  const all: Supervised[] = [...stack.servers, stack.sandbox.child, ...stack.services.values()]
  const found = all.find((one) => one.name === name)
  if (!found) throw new Error(`The stack has no process ${name}.`)
  return found
}

/** Kill a process of a stack that trades, and wait until it runs again and one more execution has both its legs accepted. */
export async function killAndWait(struck: Struck, name: string): Promise<void> {
  const { signal } = struck
  const struckProcess = findProcess(struck, name)
  const restarts = struckProcess.restarts()
  process.kill(struckProcess.pid(), 'SIGKILL')
  await until(
    async () => struckProcess.restarts() > restarts && struckProcess.state() === 'running',
    {
      what: `${name} to run again`,
      withinMs: WITHIN_MS,
      signal,
    },
  )
  await untilOneMore(struck)
}

/** Another execution with both legs accepted, from now on. */
export async function untilOneMore({ operator, signal }: Struck): Promise<void> {
  const count = async (): Promise<number> =>
    (await operator.executions()).filter((row) => row.final_status === 'success').length
  const before = await count()
  await until(async () => (await count()) > before, {
    what: 'one more execution with both legs accepted',
    withinMs: WITHIN_MS,
    signal,
  })
}
