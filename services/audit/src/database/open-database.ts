import { PrismaPg } from '@prisma/adapter-pg'
import type { Logger } from '@surefoot/shared'
import { PrismaClient, type Prisma } from '../generated/client.ts'

/** The arbiter must answer fast or not at all: a statement that waits longer for a lock gives no answer. */
const STATEMENT_TIMEOUT_MS = 10_000
/** A stopped process that holds locks in an open transaction loses both, so that another instance can go on. */
const IDLE_IN_TRANSACTION_MS = 10_000
const POOL_SIZE = 10

export type Database = PrismaClient
export type Transaction = Prisma.TransactionClient
/** What only reads takes either. */
export type Reader = Database | Transaction

/** Connects on first use; a lost connection is replaced on the next. */
export async function openDatabase(
  url: string,
  logger: Logger,
): Promise<Database & AsyncDisposable> {
  const adapter = new PrismaPg(
    {
      connectionString: url,
      max: POOL_SIZE,
      connectionTimeoutMillis: 5_000,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    },
    {
      onPoolError: (error) => logger.warn({ err: error }, 'a database connection was lost'),
      onConnectionError: (error) => logger.warn({ err: error }, 'a database connection was lost'),
    },
  )
  const client = new PrismaClient({ adapter })
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.$disconnect() })
}

/** One short transaction. Whatever it throws, nothing of it happened, unless the commit's own answer was lost. */
export function transact<T>(database: Database, act: (tx: Transaction) => Promise<T>): Promise<T> {
  return database.$transaction(act, {
    isolationLevel: 'ReadCommitted',
    maxWait: STATEMENT_TIMEOUT_MS,
    timeout: STATEMENT_TIMEOUT_MS,
  })
}
