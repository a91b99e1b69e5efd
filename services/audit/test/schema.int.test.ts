import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { SchemaEngine } from '@prisma/schema-engine-wasm'
import { createDatabase } from '@surefoot/testkit'
import { Pool } from 'pg'
import { expect, test } from 'vitest'
import { PRISMA_DIR } from '../src/database/read-migrations.ts'
import { migrate } from '../src/index.ts'

const COLUMNS = `
  SELECT table_name, column_name, data_type, is_nullable, column_default, numeric_precision, numeric_scale, datetime_precision
  FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
  WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> '_prisma_migrations'
  ORDER BY table_name, column_name`

/** The tables as the typed client believes them to be, made from its schema alone. */
async function makeFromSchema(pool: Pool): Promise<void> {
  const content = await readFile(join(PRISMA_DIR, 'schema.prisma'), 'utf8')
  const factory = bindMigrationAwareSqlAdapterFactory(new PrismaPg(pool))
  const models: [string, string][] = [['schema.prisma', content]]
  using engine = await SchemaEngine.new({ datamodels: models }, () => {}, factory)
  const { stdout } = await engine.diff({
    from: { tag: 'empty' },
    to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  })
  await pool.query(stdout ?? '')
}

test('the migrations make the columns that the typed client expects', async () => {
  await using migrated = await createDatabase()
  await using expected = await createDatabase()
  await migrate(migrated.url)
  const pools = [migrated, expected].map(({ url }) => new Pool({ connectionString: url }))
  const [ofMigrations, ofSchema] = pools
  if (ofSchema !== undefined) await makeFromSchema(ofSchema)
  const columns = await ofSchema?.query(COLUMNS)
  expect(columns?.rows.length).toBeGreaterThan(80)
  expect((await ofMigrations?.query(COLUMNS))?.rows).toEqual(columns?.rows)
  await Promise.all(pools.map((pool) => pool.end()))
})
