import { join } from 'node:path'
import { writeTargets } from './health-ports.ts'
import { serviceEntry } from './paths.ts'
import { throwIfTaken } from './ports/port-taken.ts'
import type { PortPlan } from './ports/plan-ports.ts'
import { listInstances, PROCESSES, type InstanceName, type Listed } from './processes.ts'
import { SERVICES, serviceEnvironment, type Addresses, type ServiceName } from './services.ts'
import { launchChild } from './supervise/launch-child.ts'
import { startStage, type Member, type StageOptions } from './supervise/start-stage.ts'
import type { Supervised } from './supervise/supervise.ts'

export interface ServicesOptions extends StageOptions {
  readonly dir: string
  /** As many instances of every service as it has ports of gateways. */
  readonly plan: PortPlan
  /** Where the stack's ports begin; null: any free ones. */
  readonly port: number | null
}

/** One instance, kept running. */
export interface Instance extends Supervised<string> {
  readonly service: ServiceName
}

const GRACE_MS = 10_000
/** Executions that have begun in its browsers are waited for, DRAIN_MS at most, and then the leg in hand. */
const EXECUTOR_GRACE_MS = 75_000

/** How long an instance may take to end in order. */
export function graceOf(service: ServiceName): number {
  return service === 'browser-executor' ? EXECUTOR_GRACE_MS : GRACE_MS
}

/**
 * Start every instance of every service: the ledger's first, because all others ask it; so it is also stopped last.
 */
export async function startServices(
  addresses: Omit<Addresses, 'gatewayPort'>,
  options: ServicesOptions,
): Promise<Map<InstanceName, Instance>> {
  const { dir, screen, plan } = options
  const replicas = plan.gateways.length
  const all = listInstances(replicas)
  const healthPorts = new Map(all.map(({ instance }, at) => [instance, plan.health[at] ?? 0]))
  await writeTargets(dir, all, healthPorts)
  const [ledger] = SERVICES
  const services = new Map<InstanceName, Instance>()
  const isLedger = ({ process }: Listed): boolean => process.service === ledger
  for (const stage of [all.filter(isLedger), all.filter((one) => !isLedger(one))]) {
    const members = stage.map((one) =>
      describe(one, { addresses, health: healthPorts.get(one.instance) ?? 0, options }),
    )
    const started = await startStage(members, options)
    for (const [at, { instance, process }] of stage.entries()) {
      const supervised = started[at]
      const { service } = process
      if (supervised) services.set(instance, Object.assign(supervised, { service }))
    }
  }
  const count = replicas === 1 ? '' : `, ${replicas} of each`
  screen.good(`services: ${PROCESSES.map(({ name }) => name).join(', ')}${count}`)
  return services
}

interface Surroundings {
  readonly addresses: Omit<Addresses, 'gatewayPort'>
  /** Its health port. */
  readonly health: number
  readonly options: ServicesOptions
}

/** How an instance is launched, and how long it may take to end. */
function describe(
  { instance: name, process: running, index }: Listed,
  { addresses, health, options: { dir, plan, port: base } }: Surroundings,
): Member<string> {
  const { service } = running
  const gatewayPort = plan.gateways[index] ?? 0
  const HEALTH_PORT = String(health)
  const env = {
    ...serviceEnvironment(running, { ...addresses, gatewayPort }),
    HEALTH_PORT,
    INSTANCE_NAME: name,
  }
  const ports = service === 'gateway' ? [gatewayPort, health] : [health]
  return {
    name,
    graceMs: graceOf(service),
    launch: () =>
      launchChild({
        name,
        entry: serviceEntry(service),
        env,
        logFile: join(dir, `logs/${name}.log`),
        pidFile: join(dir, `run/${name}.pid`),
        readReady: (line) => (line.includes(`"${service} is ready"`) ? line : undefined),
      }),
    // What counts is who listens there, not how the service complains.
    explain: () =>
      throwIfTaken(
        ports.map((port) => ({ port, use: name })),
        { base },
      ),
  }
}
