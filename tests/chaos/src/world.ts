import { fromMinor } from '@surefoot/arbitrage'
import {
  createOperator,
  importContracts,
  openServerUsers,
  openStack,
  type Operator,
  type Screen,
  type Stack,
} from '@surefoot/local'
import { openNats, openPostgres, openRedis, type OpenOptions, type Server } from '@surefoot/servers'
import { openFaultProxy, openRestartable } from '@surefoot/testkit'
import { join } from 'node:path'
import type { ServerName } from './fault.ts'
import { leaveNonces } from './nonce.ts'
import type { Way } from './way.ts'

/** The whole system, real, on a way that can fail, and the person who minds it. */
export interface World extends AsyncDisposable {
  readonly dir: string
  readonly screen: Screen
  readonly stack: Stack
  readonly operator: Operator
  readonly ways: Readonly<Record<ServerName, Way>>
  /** Found in a server by whoever is about to erase it: then it is ours. */
  readonly nonce: string
  /** One rolling restart at a time. */
  readonly rollInTurn: Way['inTurn']
}

export interface WorldOptions {
  /** Where all data and logs go. */
  readonly dir: string
  readonly screen: Screen
  readonly signal: AbortSignal
  /** Instances of each service. */
  readonly replicas: number
}

/** So many opportunities that the desk always has one to take. */
const MARKET = { SANDBOX_OPPORTUNITIES_PER_MINUTE: '300', SANDBOX_PHANTOMS_PER_MINUTE: '6' }
/** High enough that accepted stakes do not end the trading; in minor units for the checker. */
export const CAPS = { perMatchMinor: 10_000_000, totalMinor: 100_000_000 }
export const DESK_ID = 'main'

const SETTINGS = {
  MAX_EXPOSURE_PER_MATCH: fromMinor(CAPS.perMatchMinor),
  MAX_TOTAL_EXPOSURE: fromMinor(CAPS.totalMinor),
  /** A leg without a receipt is looked for after this, not after half a minute: recoveries must fit into the run. */
  EXECUTION_TIMEOUT_MS: '8000',
  /** An executor that is restarted waits so long for what has begun: the desk is to trade again. */
  DRAIN_MS: '15000',
  /** A match that was just taken may be taken again. */
  COOLDOWN_MS: '500',
}

/** Open servers, proxies and the stack as `npm start` does. What was opened is closed if a step fails. */
export async function openWorld({ dir, screen, signal, replicas }: WorldOptions): Promise<World> {
  await using opening = new AsyncDisposableStack()
  const open = async (
    name: ServerName,
    server: (options: OpenOptions) => Promise<Server>,
  ): Promise<Way> => {
    const restartable = opening.use(await openRestartable(server, join(dir, name)))
    const proxy = opening.use(await openFaultProxy(restartable.server().url))
    return { restartable, proxy, inTurn: createTurns() }
  }
  const users = await openServerUsers(join(dir, 'access'))
  const ways = {
    postgres: await open('postgres', openPostgres),
    nats: await open('nats', (where) => openNats({ ...where, access: users.nats })),
    redis: await open('redis', (where) => openRedis({ ...where, access: users.redis })),
  }
  const nonce = crypto.randomUUID()
  await leaveNonces(ways, nonce)
  const stack = opening.use(
    await openStack({
      dir,
      screen,
      signal,
      market: MARKET,
      replicas,
      settings: SETTINGS,
      servers: {
        postgres: behind(ways.postgres),
        nats: behind(ways.nats),
        redis: behind(ways.redis),
        users,
      },
    }),
  )
  const operator = createOperator(stack.gatewayUrls, stack.operatorToken)
  await importContracts({ operator, sandbox: stack.sandbox })
  const owned = opening.move()
  return {
    dir,
    screen,
    stack,
    operator,
    ways,
    nonce,
    rollInTurn: createTurns(),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** The server as the services reach it. */
function behind({ restartable, proxy }: Way): Server {
  return { ...restartable.server(), url: proxy.url }
}

function createTurns(): Way['inTurn'] {
  let last: Promise<unknown> = Promise.resolve()
  return (act) => {
    const turn = last.then(act)
    last = turn.catch(() => undefined)
    return turn
  }
}
