import { until, type InstanceName } from '@surefoot/local'
import { setTimeout as delay } from 'node:timers/promises'
import { isOfStack } from '../ownership.ts'
import type { World } from '../world.ts'

/** A service that was killed a moment ago is on its way back. */
const BACK_WITHIN_MS = 20_000

/** `kill -9` of an instance; the supervisor starts it again. */
export async function killService(world: World, name: InstanceName): Promise<boolean> {
  const pid = await findProcess(world, name)
  return signalTo(pid, 'SIGKILL')
}

/** It stands still and goes on as if nothing had happened, with all it believed before. */
export async function pauseService(world: World, name: InstanceName, ms: number): Promise<boolean> {
  const pid = await findProcess(world, name)
  if (!signalTo(pid, 'SIGSTOP')) return false
  try {
    await delay(ms)
  } finally {
    if (await isOfStack(pid, world.stack.mark)) signalTo(pid, 'SIGCONT')
  }
  return true
}

/** Let every service go on that still stands still. */
export async function continueAll({ stack }: World): Promise<void> {
  for (const service of stack.services.values())
    if (await isOfStack(service.pid(), stack.mark)) signalTo(service.pid(), 'SIGCONT')
}

/** The process of an instance, which is ours for sure. */
async function findProcess({ stack }: World, name: InstanceName): Promise<number> {
  const look = async (): Promise<number | undefined> => {
    const pid = stack.services.get(name)?.pid() ?? 0
    return (await isOfStack(pid, stack.mark)) ? pid : undefined
  }
  return until(look, {
    what: `a process of ${name}`,
    withinMs: BACK_WITHIN_MS,
    signal: AbortSignal.timeout(2 * BACK_WITHIN_MS),
  })
}

function signalTo(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    // It ended between the look and the signal.
    return false
  }
}
