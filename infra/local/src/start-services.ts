import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { LeftOut, untilJoined, type Described } from './dev/left-out.ts'
import { writeTargets } from './health-ports.ts'
import { serviceEntry } from './paths.ts'
import { throwIfTaken } from './ports/port-taken.ts'
import type { PortPlan } from './ports/plan-ports.ts'
import {
  listInstances,
  PROCESSES,
  type InstanceName,
  type Listed,
  type Process,
} from './processes.ts'
import { SERVICES, type ServiceName } from './service-names.ts'
import { serviceEnvironment, type Addresses } from './services.ts'
import { launchChild } from './supervise/launch-child.ts'
import { startStage, type Member, type StageOptions } from './supervise/start-stage.ts'
import type { Supervised } from './supervise/supervise.ts'

export interface ServicesOptions extends StageOptions {
  readonly dir: string
  /** As many instances of every service as it has ports of gateways. */
  readonly plan: PortPlan
  /** Where the stack's ports begin; null: any free ones. */
  readonly port: number | null
  /** What a person starts instead, such as in a debugger. */
  readonly without: readonly Process['name'][]
}

export interface StartedServices {
  readonly services: Map<InstanceName, Instance>
  readonly leftOut: readonly LeftOut[]
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
 * Start every instance of every service: the ledger's first, because all others ask it; so it is also stopped last. For
 * a ledger that is left out the others wait until a person has started it.
 */
export async function startServices(
  addresses: Omit<Addresses, 'gatewayPort'>,
  options: ServicesOptions,
): Promise<StartedServices> {
  const { dir, plan, without, stack } = options
  const all = listInstances(plan.gateways.length)
  const healthPorts = new Map(all.map(({ instance }, at) => [instance, plan.health[at] ?? 0]))
  await writeTargets(dir, all, healthPorts)
  const described = all.map((one) =>
    describe(one, { addresses, health: healthPorts.get(one.instance) ?? 0, plan }),
  )
  const isLeft = (one: Described): boolean => without.includes(one.process.name)
  const leftOut = await offer(described.filter(isLeft), options)
  const [ledger] = SERVICES
  const services = new Map<InstanceName, Instance>()
  const isLedger = ({ process }: Described): boolean => process.service === ledger
  for (const stage of [described.filter(isLedger), described.filter((one) => !isLedger(one))]) {
    const own = stage.filter((one) => !isLeft(one))
    const started = await startStage(
      own.map((one) => memberOf(one, options)),
      options,
    )
    for (const [at, { instance, process }] of own.entries()) {
      const supervised = started[at]
      const { service } = process
      if (supervised) services.set(instance, Object.assign(supervised, { service }))
    }
    const others = leftOut.filter(({ name }) => stage.some(({ instance }) => instance === name))
    stack.defer(() => endAll(others))
    if (stage.every(isLedger)) await untilJoined(others, options)
  }
  report(options)
  return { services, leftOut }
}

/** Leave instances to a person. What an earlier run offered is void. */
async function offer(
  described: readonly Described[],
  options: ServicesOptions,
): Promise<readonly LeftOut[]> {
  await rm(join(options.dir, 'dev'), { recursive: true, force: true })
  const leftOut = described.map((one) => new LeftOut(one, options))
  // For a start that fails before the stage in which each of them ends.
  options.stack.defer(() => endAll(leftOut))
  for (const one of leftOut) await one.offer()
  return leftOut
}

async function endAll(leftOut: readonly LeftOut[]): Promise<void> {
  await Promise.all(leftOut.map((one) => one.end()))
}

function report({ screen, plan, without }: ServicesOptions): void {
  const replicas = plan.gateways.length
  const count = replicas === 1 ? '' : `, ${replicas} of each`
  const names = PROCESSES.map(({ name }) => name).filter((name) => !without.includes(name))
  screen.good(`services: ${names.join(', ')}${count}`)
}

interface Surroundings {
  readonly addresses: Omit<Addresses, 'gatewayPort'>
  /** Its health port. */
  readonly health: number
  readonly plan: PortPlan
}

/** What an instance is started with, whoever starts it. */
function describe(
  { instance, process, index }: Listed,
  { addresses, health, plan }: Surroundings,
): Described {
  const gatewayPort = plan.gateways[index] ?? 0
  const environment = {
    ...serviceEnvironment(process, { ...addresses, gatewayPort }),
    HEALTH_PORT: String(health),
    INSTANCE_NAME: instance,
  }
  const ports = process.service === 'gateway' ? [gatewayPort, health] : [health]
  return { instance, process, health, environment, ports, graceMs: graceOf(process.service) }
}

/** How the stack launches it. */
function memberOf(
  { instance: name, process: { service }, environment: env, ports, graceMs }: Described,
  { dir, port: base }: ServicesOptions,
): Member<string> {
  return {
    name,
    graceMs,
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
