import { until } from '@surefoot/local'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import type { Compose } from './compose.ts'
import { runCommand } from './run-command.ts'

const container = z.object({
  Name: z.string(),
  RestartCount: z.number(),
  Config: z.object({ Image: z.string() }),
  HostConfig: z.object({ RestartPolicy: z.object({ Name: z.string() }) }),
  State: z.object({
    Status: z.string(),
    ExitCode: z.number(),
    Health: z.object({ Status: z.string() }).optional(),
  }),
  NetworkSettings: z.object({
    Networks: z.record(z.string(), z.object({ IPAddress: z.string() })),
  }),
})
export type Container = z.output<typeof container>

/** Nine services on a machine that does much besides. */
const HEALTHY_WITHIN_MS = 900_000
const LOOK_EVERY_MS = 2_000

export async function inspectContainers(compose: Compose, service?: string): Promise<Container[]> {
  const ids = await compose.containers(service)
  if (ids.length === 0) return []
  return z.array(container).parse(JSON.parse(await runCommand(['docker', 'inspect', ...ids])))
}

/** What is wrong with a container that should serve, or has done its one task; undefined if nothing. */
function faultOf({ Name, RestartCount, HostConfig, State }: Container): string | undefined {
  if (RestartCount > 0) return `${Name} was restarted ${RestartCount} times`
  if (State.Health?.Status === 'unhealthy') return `${Name} is unhealthy`
  const isTask = HostConfig.RestartPolicy.Name === 'no'
  if (State.Status === 'exited' && !(isTask && State.ExitCode === 0))
    return `${Name} ended with code ${State.ExitCode}`
  return undefined
}

const isStarting = ({ State }: Container): boolean => State.Health?.Status === 'starting'

/** Wait until every container is healthy. Throws at the first that failed. */
export async function untilHealthy(compose: Compose, signal: AbortSignal): Promise<void> {
  await until(
    async () => {
      const containers = await inspectContainers(compose)
      const fault = containers.map(faultOf).find((found) => found !== undefined)
      if (fault !== undefined) throw new Error(fault)
      return containers.length > 0 && !containers.some(isStarting)
    },
    { what: 'every container to be healthy', withinMs: HEALTHY_WITHIN_MS, signal },
  )
}

/** Settles, with the reason, when a container fails; never after the signal. */
export async function watchContainers(compose: Compose, signal: AbortSignal): Promise<string> {
  while (!signal.aborted) {
    const faults = (await inspectContainers(compose)).map(faultOf)
    const fault = faults.find((found) => found !== undefined)
    if (fault !== undefined && !signal.aborted) return fault
    await delay(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined)
  }
  return new Promise(() => undefined)
}
