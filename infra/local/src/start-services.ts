import { join } from 'node:path'
import { chooseHealthPorts } from './health-ports.ts'
import { serviceEntry } from './paths.ts'
import type { Screen } from './screen.ts'
import { SERVICES, serviceEnvironment, type Addresses, type ServiceName } from './services.ts'
import { supervise, type Supervised } from './supervise.ts'

/** `worker` is the first worker, `worker-2` the second. */
export type InstanceName = ServiceName | `${ServiceName}-${number}`

export interface ServicesOptions {
  readonly dir: string
  readonly screen: Screen
  readonly signal: AbortSignal
  /** Ends what was started, in the order that it wants. */
  readonly stack: AsyncDisposableStack
  /** Of each instance of the gateway; so many instances of every service there are. */
  readonly gatewayPorts: readonly number[]
}

/** One instance, kept running. */
export interface Instance extends Supervised {
  readonly service: ServiceName
}

const GRACE_MS = 10_000
/** Executions that have begun in its browsers are waited for, DRAIN_MS at most, and then the leg in hand. */
const EXECUTOR_GRACE_MS = 75_000

/** How long an instance may take to end in order. */
export function graceOf(service: ServiceName): number {
  return service === 'browser-executor' ? EXECUTOR_GRACE_MS : GRACE_MS
}

/** The instances of a service, the first by the service's own name. */
export function instancesOf(service: ServiceName, replicas: number): InstanceName[] {
  return Array.from({ length: replicas }, (_, index) =>
    index === 0 ? service : (`${service}-${index + 1}` as const),
  )
}

/** Start every instance of every service: the ledger's first, because all others ask it. */
export async function startServices(
  addresses: Omit<Addresses, 'gatewayPort'>,
  options: ServicesOptions,
): Promise<Map<InstanceName, Instance>> {
  const { screen, signal, stack, gatewayPorts } = options
  const services = new Map<InstanceName, Instance>()
  const instances = (service: ServiceName): InstanceName[] =>
    instancesOf(service, gatewayPorts.length)
  const healthPorts = await chooseHealthPorts(
    options.dir,
    SERVICES.flatMap((service) => instances(service).map((name) => ({ name, service }))),
  )
  const start = (service: ServiceName): Promise<void>[] =>
    instances(service).map(async (name, index) => {
      const gatewayPort = gatewayPorts[index] ?? 0
      const HEALTH_PORT = String(healthPorts.get(name))
      const env = { ...serviceEnvironment(service, { ...addresses, gatewayPort }), HEALTH_PORT }
      services.set(name, await startInstance({ ...options, service, name, env }))
    })
  // Ended in reverse of their importance: the ledger outlives all who ask it.
  stack.defer(async () => {
    const ledgers = new Set(instances(ledger))
    const end = (wanted: (name: InstanceName) => boolean): Promise<unknown> =>
      Promise.all(
        [...services].map(async ([name, { service, stop }]) => {
          if (wanted(name)) await stop(graceOf(service))
        }),
      )
    await end((name) => !ledgers.has(name))
    await end((name) => ledgers.has(name))
  })
  const [ledger, ...others] = SERVICES
  await allOf(start(ledger))
  signal.throwIfAborted()
  await allOf(others.flatMap(start))
  const count = gatewayPorts.length === 1 ? '' : `, ${gatewayPorts.length} of each`
  screen.good(`services: ${SERVICES.join(', ')}${count}`)
  return services
}

/** Every start comes to its end, so that what was started is known before the first failure is thrown. */
async function allOf(starts: readonly Promise<void>[]): Promise<void> {
  for (const one of await Promise.allSettled(starts))
    if (one.status === 'rejected') throw one.reason
}

interface InstanceOptions extends ServicesOptions {
  readonly service: ServiceName
  readonly name: InstanceName
  readonly env: NodeJS.ProcessEnv
}

async function startInstance(options: InstanceOptions): Promise<Instance> {
  const { service, name, env, dir, screen } = options
  const supervised = await supervise(
    {
      name,
      entry: serviceEntry(service),
      env,
      logFile: join(dir, `logs/${name}.log`),
      pidFile: join(dir, `run/${name}.pid`),
      readReady: (line) => (line.includes(`"${service} is ready"`) ? line : undefined),
    },
    screen,
  )
  return { ...supervised, service }
}
