import { Client } from 'pg'
import { z } from 'zod'
import { lockSchema, RESTORE_MARK } from '../database/migrate.ts'

const found = z.array(z.object({ name: z.string() }))

/** Marks a database as being restored, so that no service starts on it. Throws if there is anything in it. */
export async function takeEmptyDatabase(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    await lockSchema(client)
    const { rows } = await client.query(`
      SELECT "name" FROM (
        SELECT relname::text AS "name", oid FROM pg_class WHERE relnamespace = 'public'::regnamespace
        UNION ALL SELECT proname::text, oid FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        UNION ALL SELECT nspname::text, oid FROM pg_namespace WHERE nspname = '${RESTORE_MARK}'
      ) things
      WHERE NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = things.oid AND deptype = 'e')
      ORDER BY "name" LIMIT 5`)
    const names = found.parse(rows).map(({ name }) => name)
    if (names.length > 0)
      throw new Error(
        `The database is not empty (${names.join(', ')}…). Restore into a new one: CREATE DATABASE.`,
      )
    await client.query(`CREATE SCHEMA ${RESTORE_MARK}`)
  } finally {
    await client.end()
  }
}
