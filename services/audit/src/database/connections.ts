/**
 * Owns the connections to Postgres.
 *
 * 1. A server that hangs without closing is given up by this process's clock: the query fails, its connection is dropped.
 * 2. A connection that ended before BEGIN was answered is replaced once by a fresh one: nothing had begun. The same
 *    holds for a query that only reads. Nothing else is sent a second time.
 * 3. A standby is refused. It answers, but what it answers is old and it can keep nothing.
 */
import type {
  SqlDriverAdapter,
  SqlQuery,
  SqlQueryable,
  Transaction,
} from '@prisma/driver-adapter-utils'
import { PrismaPg } from '@prisma/adapter-pg'
import { Pool, type ClientBase, type PoolConfig } from 'pg'
import { z } from 'zod'
import { isConnectionEnd, isWrongRole, namedEnd } from './connection-end.ts'
import { StandbyError } from './standby-error.ts'
import { createWatchedSockets } from './watched-socket.ts'

export type PgOptions = NonNullable<ConstructorParameters<typeof PrismaPg>[1]>

const CONNECT_MS = 5_000
/** The server ends a statement by itself; one that has not answered this much later hangs. */
const BEYOND_STATEMENT_MS = 2_000
/** Who waited longer for a connection in vain does not wait a second time: its asker has gone. */
const AT_ONCE_MS = 1_000

/** The adapter that Prisma reaches Postgres through. Its pools end with it. */
export function createConnections(
  settings: PoolConfig & { readonly statement_timeout: number },
  options: PgOptions,
): PrismaPg {
  const silenceMs = settings.statement_timeout + BEYOND_STATEMENT_MS
  const sockets = createWatchedSockets(silenceMs)
  const config: PoolConfig = {
    ...settings,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: silenceMs,
    keepAlive: true,
    stream: sockets.open,
    verify: refuseStandby,
  }
  const owned = { ...options, disposeExternalPool: true }
  const main = new PrismaPg(new Pool(config), owned)
  // Each of its connections is used once, so that none is handed out dead.
  const fresh = new PrismaPg(new Pool({ ...config, maxUses: 1 }), owned)
  const onWrongRole = (): void => sockets.drop(new StandbyError())
  const connect = main.connect.bind(main)
  main.connect = async () => replace(await connect(), await fresh.connect(), onWrongRole)
  return main
}

const role = z.array(z.object({ isStandby: z.boolean() }))

/** Asks each new connection before anything else is asked of it. */
function refuseStandby(client: ClientBase, done: (error?: Error) => void): void {
  client.query('SELECT pg_is_in_recovery() AS "isStandby"', (error: Error | null, result) => {
    if (error !== null) return done(error)
    const isStandby = role.parse(result.rows).some((row) => row.isStandby)
    done(isStandby ? new StandbyError() : undefined)
  })
}

/** The adapter with invariants 2 and 3. */
function replace<A extends SqlDriverAdapter>(
  adapter: A,
  fresh: SqlDriverAdapter,
  onWrongRole: () => void,
): A {
  const begin = adapter.startTransaction.bind(adapter)
  const read = adapter.queryRaw.bind(adapter)
  const dispose = adapter.dispose.bind(adapter)
  adapter.startTransaction = async (isolation) =>
    watchRole<Transaction>(
      await twice(
        () => begin(isolation),
        () => fresh.startTransaction(isolation),
      ),
      onWrongRole,
    )
  adapter.queryRaw = (query) =>
    isReading(query)
      ? twice(
          () => read(query),
          () => fresh.queryRaw(query),
        )
      : read(query)
  adapter.dispose = async () => {
    await Promise.all([dispose(), fresh.dispose()])
  }
  return watchRole(adapter, onWrongRole)
}

async function twice<T>(step: () => Promise<T>, onFreshConnection: () => Promise<T>): Promise<T> {
  const begunAtMs = performance.now()
  try {
    return await step()
  } catch (error) {
    const tookMs = performance.now() - begunAtMs
    if (tookMs > AT_ONCE_MS || !isConnectionEnd(namedEnd(error))) throw namedEnd(error)
    return onFreshConnection()
  }
}

function isReading({ sql }: SqlQuery): boolean {
  return /^\s*SELECT\b/i.test(sql)
}

/** All connections lead to the same server: one that may not write there is not alone. */
function watchRole<Q extends SqlQueryable>(queryable: Q, onWrongRole: () => void): Q {
  const onError = (error: unknown): never => {
    if (isWrongRole(error)) onWrongRole()
    throw namedEnd(error)
  }
  const query = queryable.queryRaw.bind(queryable)
  const execute = queryable.executeRaw.bind(queryable)
  queryable.queryRaw = (one) => query(one).catch(onError)
  queryable.executeRaw = (one) => execute(one).catch(onError)
  return queryable
}
