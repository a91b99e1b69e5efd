/**
 * Which rows are sealed whole, and how: a link of kind `row.sealed` has every column of the row as it was written, but those
 * that are listed here with why not. Legs, permits, executions, desks and learnt limits are held against the links of what
 * happened to them instead (`verify-columns`, `verify-limits`).
 */
import { Prisma } from '../generated/client.ts'

export const SEALED_TABLES = [
  'hedge_events',
  'statements',
  'contracts',
  'contract_versions',
  'account_evidence',
  'history_imports',
] as const
export type SealedTableName = (typeof SEALED_TABLES)[number]

interface SealedTable {
  /** The columns of its primary key: a changed one is found as a row without a seal, and a seal without its row. */
  readonly key: readonly string[]
  /** The columns that its seal does not have, and why. */
  readonly unsealed: Readonly<Record<string, string>>
}

export const SEALED_ROWS: Readonly<Record<SealedTableName, SealedTable>> = {
  hedge_events: { key: ['id'], unsealed: {} },
  statements: {
    key: ['deskId', 'account'],
    unsealed: {
      readAt: 'each reading moves it: a reading that shows the same money is not linked again',
    },
  },
  contracts: { key: ['providerId'], unsealed: {} },
  contract_versions: { key: ['providerId', 'version'], unsealed: {} },
  account_evidence: {
    key: ['deskId', 'account', 'providerId', 'contractVersion'],
    unsealed: { changedAt: 'each report moves it: a report of the same is not linked again' },
  },
  history_imports: { key: ['id'], unsealed: {} },
}

/** A longer value is in its seal as its hash, so that a large contract does not fill the chain. */
const MAX_LENGTH = 1000

/**
 * The columns of the row named `sealed` as its seal has them. Plain SQL, for writer and verifier alike: a function of the
 * database could be replaced.
 */
export function sealOf(table: SealedTableName): Prisma.Sql {
  const unsealed = Object.keys(SEALED_ROWS[table].unsealed)
  return Prisma.sql`(
    SELECT jsonb_object_agg("key", CASE WHEN length("value"::text) > ${MAX_LENGTH}::int
      THEN jsonb_build_object('sha256', encode(sha256(convert_to("value"::text, 'UTF8')), 'hex')) ELSE "value" END)
    FROM jsonb_each(to_jsonb(sealed) - ${unsealed}::text[]))`
}

/** What names the row of a table among its rows. */
export function keyOf(table: SealedTableName): Prisma.Sql {
  const columns = SEALED_ROWS[table].key.map((column) => Prisma.raw(`sealed."${column}"`))
  return Prisma.sql`concat_ws(' ', ${Prisma.join(columns)})`
}

export const nameOf = (table: SealedTableName): Prisma.Sql => Prisma.raw(`"${table}"`)
