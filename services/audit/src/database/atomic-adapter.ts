import { PrismaPg } from '@prisma/adapter-pg'
import type { Pool } from 'pg'
import type { Migration } from './read-migrations.ts'

/** In the script's own commit: an unfinished migration is one of which nothing was done. */
const MARK_FINISHED = `
;UPDATE "_prisma_migrations" SET "finished_at" = now() WHERE "finished_at" IS NULL AND "rolled_back_at" IS NULL`

export interface AtomicAdapterOptions {
  readonly pool: Pool
  readonly migrations: readonly Migration[]
  /** Told what Postgres says to a failing script: the engine passes on only that one failed. */
  readonly onFault: (fault: unknown) => void
}

/**
 * The adapter that the schema engine applies migrations through. Prisma's own cuts a script at every semicolon and
 * commits each piece; here a script is sent whole, which Postgres runs in one transaction.
 */
export function createAtomicAdapter({ pool, migrations, onFault }: AtomicAdapterOptions): PrismaPg {
  const scripts = new Set(migrations.map(({ script }) => script))
  const factory = new PrismaPg(pool)
  const connect = factory.connect.bind(factory)
  factory.connect = async () => {
    const adapter = await connect()
    adapter.executeScript = async (script) => {
      try {
        await pool.query(scripts.has(script) ? script + MARK_FINISHED : script)
      } catch (error) {
        onFault(error)
        throw error
      }
    }
    return adapter
  }
  return factory
}
