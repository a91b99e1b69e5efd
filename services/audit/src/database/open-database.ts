import { createHash } from 'node:crypto'
import { Fault } from '@surefoot/shared/bus'
import type { Logger } from '@surefoot/shared/runtime'
import { PrismaClient, type Prisma } from '../generated/client.ts'
import { withLinksLast } from './audit-chain.ts'
import { endedWithin } from './connection-end.ts'
import { createConnections } from './connections.ts'

/** The arbiter must answer fast or not at all: a statement that waits longer for a lock gives no answer. */
const STATEMENT_TIMEOUT_MS = 10_000
/** A stopped process that holds locks in an open transaction loses both, so that another instance can go on. */
const IDLE_IN_TRANSACTION_MS = 10_000
const POOL_SIZE = 10
/**
 * Set once a connection: to set the isolation in each transaction is a round trip of each. Prisma's adapter writes and reads an
 * instant without its offset, as UTC: in a session of another time zone it is hours off.
 */
const SESSION = '-c default_transaction_isolation=read\\ committed -c TimeZone=UTC'

export type Database = PrismaClient
export type Transaction = Prisma.TransactionClient
/** What only reads takes either. */
export type Reader = Database | Transaction

/** Connects on first use; a lost connection is replaced on the next. */
export async function openDatabase(
  url: string,
  logger: Logger,
  statementTimeoutMs = STATEMENT_TIMEOUT_MS,
): Promise<Database & AsyncDisposable> {
  const onLost = (error: Error) => logger.warn(describe(error), 'a database connection was lost')
  const adapter = createConnections(
    {
      connectionString: url,
      max: POOL_SIZE,
      statement_timeout: statementTimeoutMs,
      options: SESSION,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    },
    {
      onPoolError: onLost,
      onConnectionError: onLost,
      statementNameGenerator: createNameStatement(),
    },
  )
  const client = new PrismaClient({ adapter })
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.$disconnect() })
}

/** One of the many texts that differ only in the length of a list. */
const LONG_LIST = '$40'

/** Postgres plans a named statement once a connection: half the time of a permit was planning. */
function createNameStatement(): (statement: { readonly sql: string }) => string {
  const names = new Map<string, string>()
  return ({ sql }) => {
    const known = names.get(sql)
    if (known !== undefined || sql.includes(LONG_LIST)) return known ?? ''
    const name = createHash('sha1').update(sql).digest('base64url')
    names.set(sql, name)
    return name
  }
}

/** The driver hangs its whole client, the password included, on its errors. */
function describe(error: Error): { readonly code: unknown; readonly reason: string } {
  return { code: 'code' in error ? error.code : undefined, reason: error.message }
}

const INTERRUPTED =
  'Postgres ended the connection before anything was written, so nothing was done. See that Postgres runs, then try again.'

/**
 * One short transaction. Throws Fault (retry) LEDGER_INTERRUPTED where the connection ended before the commit was sent: nothing
 * of it happened. Of whatever else it throws nothing happened either, unless the commit's own answer was lost.
 */
export async function transact<T>(
  database: Database,
  act: (tx: Transaction) => Promise<T>,
): Promise<T> {
  let isActing = false
  const actWhole = async (tx: Transaction): Promise<T> => {
    isActing = true
    const result = await withLinksLast(tx, () => act(tx))
    isActing = false
    return result
  }
  try {
    return await database.$transaction(actWhole, {
      maxWait: STATEMENT_TIMEOUT_MS,
      timeout: STATEMENT_TIMEOUT_MS,
    })
  } catch (cause) {
    if (!isActing || !endedWithin(cause)) throw cause
    throw new Fault('LEDGER_INTERRUPTED', INTERRUPTED, 'retry', { cause })
  }
}
