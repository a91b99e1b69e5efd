import type { Bus } from '@surefoot/shared/bus'
import type { Refusal } from '@surefoot/shared/messages'
import { every, type Logger } from '@surefoot/shared/runtime'
import { readDurability, refuseLive } from './durability.ts'
import type { Database } from './open-database.ts'

export interface WatchedDurability extends Disposable {
  /** Why nothing live may be opened now; undefined if it may. Costs no query. */
  readonly refusal: () => Refusal | undefined
  /** Rejects with the reason while nothing live may be opened. */
  readonly ask: () => Promise<void>
}

/** Settings are changed and standbys come and go while a ledger runs. */
const READ_EVERY_MS = 5000

export interface DurabilityParts {
  readonly database: Database
  readonly bus: Pick<Bus, 'log'>
  readonly logger: Logger
}

/** Read at once and then again and again whether Postgres keeps what it has committed; what changes is logged by name. */
export async function watchDurability({
  database,
  bus,
  logger,
}: DurabilityParts): Promise<WatchedDurability> {
  let refused: Refusal | undefined
  const read = async (): Promise<void> => {
    const now = refuseLive(await readDurability(database))
    const isNew = now?.code !== refused?.code
    refused = now
    if (!isNew) return
    if (now === undefined) return logger.info('Postgres keeps what it commits: live is allowed')
    logger.error({ code: now.code }, now.message)
    bus.log({ level: 'error', code: now.code, message: now.message })
  }
  await read()
  // What was read last holds while Postgres does not reply: without it nothing is opened at all.
  const reading = every(READ_EVERY_MS, () =>
    read().catch((error: unknown) => {
      logger.warn({ err: error }, 'it was not read whether Postgres keeps what it commits')
    }),
  )
  return {
    refusal: () => refused,
    ask: async () => {
      if (refused !== undefined) throw new Error(`${refused.code}: ${refused.message}`)
    },
    [Symbol.dispose]: () => reading[Symbol.dispose](),
  }
}
