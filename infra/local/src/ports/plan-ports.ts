import { findFreePort } from '@surefoot/servers'

/** Where everything of one stack listens, on loopback. */
export interface PortPlan {
  /** Of each instance of the gateway. */
  readonly gateways: readonly number[]
  readonly north: number
  readonly south: number
  readonly admin: number
  /** Undefined: each server finds a free one. */
  readonly servers:
    | { readonly postgres: number; readonly nats: number; readonly redis: number }
    | undefined
  /** Of each instance of every service, in the order in which they are asked for. */
  readonly health: readonly number[]
}

/** The default: `npm start` alone listens from here on. */
export const DEFAULT_PORT = 7300
/** The highest offset of a plan is below this. */
export const PORTS_OF_A_STACK = 80

const GATEWAYS_AFTER_THE_FIRST = 10
const HEALTH = 20

export interface PortWish {
  /** The first port; null: any free ones, for tests. */
  readonly port: number | null
  readonly replicas: number
  /** How many processes have a health port. */
  readonly instances: number
}

/**
 * All ports from one on: N gateway, N+1 North, N+2 South, N+3 the bookmakers' admin port, N+4 Postgres, N+5 NATS, N+6 Redis,
 * from N+10 further gateways, from N+20 the services' health.
 */
export async function planPorts({ port, replicas, instances }: PortWish): Promise<PortPlan> {
  if (port === null) return planFreePorts(replicas, instances)
  const from = (first: number, count: number): number[] =>
    Array.from({ length: count }, (_, index) => port + first + index)
  return {
    gateways: [port, ...from(GATEWAYS_AFTER_THE_FIRST, replicas - 1)],
    north: port + 1,
    south: port + 2,
    admin: port + 3,
    servers: { postgres: port + 4, nats: port + 5, redis: port + 6 },
    health: from(HEALTH, instances),
  }
}

async function planFreePorts(replicas: number, instances: number): Promise<PortPlan> {
  const free = (count: number): Promise<number[]> =>
    Promise.all(Array.from({ length: count }, findFreePort))
  const [north = 0, south = 0, admin = 0] = await free(3)
  return {
    gateways: await free(replicas),
    north,
    south,
    admin,
    servers: undefined,
    health: await free(instances),
  }
}

/** Every port of a plan with what it is for. */
export function listPorts(plan: PortPlan): { readonly port: number; readonly use: string }[] {
  const { gateways, north, south, admin, servers, health } = plan
  const all = (ports: readonly number[], use: string) => ports.map((port) => ({ port, use }))
  return [
    ...all(gateways, 'the gateway'),
    { port: north, use: 'the bookmaker North' },
    { port: south, use: 'the bookmaker South' },
    { port: admin, use: "the bookmakers' admin port" },
    ...(servers
      ? [
          { port: servers.postgres, use: 'Postgres' },
          { port: servers.nats, use: 'NATS' },
          { port: servers.redis, use: 'Redis' },
        ]
      : []),
    ...all(health, "a service's health port"),
  ]
}
