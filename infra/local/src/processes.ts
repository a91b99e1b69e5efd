import { USERS, type BusUserName } from '@surefoot/access'
import type { Account } from '@surefoot/shared/messages'
import { SERVICES, type ServiceName } from './service-names.ts'

/** What runs of a service: one process, or one an account. Its name is that of its user at NATS. */
export interface Process {
  readonly name: BusUserName
  readonly service: ServiceName
  readonly account?: Account
}

/** `worker` is the first worker, `worker-2` the second. */
export type InstanceName = BusUserName | `${BusUserName}-${number}`

/** One of each, in the order that the services start. */
export const PROCESSES: readonly Process[] = SERVICES.flatMap(processesOf)

function processesOf(service: ServiceName): Process[] {
  if (service !== 'browser-executor') return [{ name: service, service }]
  return [
    { name: 'browser-executor-a', ...USERS['browser-executor-a'] },
    { name: 'browser-executor-b', ...USERS['browser-executor-b'] },
  ]
}

/** The instances of a service, the first of each process by its own name. */
export function instancesOf(service: ServiceName, replicas: number): InstanceName[] {
  return numbered(service, replicas).map(({ instance }) => instance)
}

/** One process that runs, with its place among its like, from 0. */
export interface Listed {
  readonly instance: InstanceName
  readonly process: Process
  readonly index: number
}

/** Every instance of every service, in the order of their health ports. */
export function listInstances(replicas: number): Listed[] {
  return SERVICES.flatMap((service) => numbered(service, replicas))
}

function numbered(service: ServiceName, replicas: number): Listed[] {
  return processesOf(service).flatMap((process) =>
    Array.from({ length: replicas }, (_, index) => ({
      instance: index === 0 ? process.name : (`${process.name}-${index + 1}` as const),
      process,
      index,
    })),
  )
}
