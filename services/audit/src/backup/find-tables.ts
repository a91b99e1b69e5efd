import type { Client } from 'pg'
import { z } from 'zod'

const tables = z.array(z.object({ name: z.string(), columns: z.array(z.string()) }))
type Table = z.output<typeof tables>[number]
const references = z.array(z.object({ from: z.string(), to: z.string() }))

/** Every table of the ledger but the list of its migrations, each after those that its rows name. */
export async function findTables(client: Client): Promise<Table[]> {
  const found = await client.query(`
    SELECT relname::text AS "name", array_agg(attname::text ORDER BY attnum) AS "columns"
    FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> '_prisma_migrations'
      AND attnum > 0 AND NOT attisdropped
    GROUP BY relname ORDER BY relname`)
  const links = await client.query(`
    SELECT source.relname::text AS "from", target.relname::text AS "to"
    FROM pg_constraint
      JOIN pg_class source ON source.oid = conrelid
      JOIN pg_class target ON target.oid = confrelid
    WHERE contype = 'f' AND conrelid <> confrelid AND connamespace = 'public'::regnamespace`)
  return inOrder(tables.parse(found.rows), references.parse(links.rows))
}

function inOrder(found: Table[], links: z.output<typeof references>): Table[] {
  const ordered: Table[] = []
  let rest = found
  while (rest.length > 0) {
    const waits = ({ name }: Table): boolean =>
      links.some(({ from, to }) => from === name && rest.some((table) => table.name === to))
    const [ready, waiting] = [rest.filter((table) => !waits(table)), rest.filter(waits)]
    if (ready.length === 0)
      throw new Error(`These tables name each other: ${rest.map(({ name }) => name).join(', ')}.`)
    ordered.push(...ready)
    rest = waiting
  }
  return ordered
}
