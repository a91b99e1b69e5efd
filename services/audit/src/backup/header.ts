import { instant } from '@surefoot/shared/messages'
import { z } from 'zod'

/**
 * A backup is one gzip file of lines: this header as JSON, then the rows of each table as COPY writes them, a line each
 * and as many as the header says, then `sha256` and the hash of all lines before.
 */
export const header = z.object({
  format: z.literal('surefoot-ledger', { error: 'the file is no backup of a ledger' }),
  version: z.literal(1, { error: 'the backup was made by a newer version' }),
  /** By the database's clock: what was committed until then is in it, and nothing later. */
  takenAt: instant,
  /** The schema that the rows are of. */
  migrations: z.array(z.string()).min(1),
  /** The last link of the audit chain. */
  chain: z.object({ sequence: z.number().int(), hash: z.string() }),
  /** In an order in which no row names one that is not there yet. */
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.string()),
      rows: z.number().int().min(0),
    }),
  ),
})
export type Header = z.output<typeof header>
export type TableHeader = Header['tables'][number]

/** What ends a backup. */
export const trailerOf = (sha256: string): string => `sha256 ${sha256}\n`
