import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Where the schema and its migrations are. */
export const PRISMA_DIR = join(import.meta.dirname, '../../prisma')

export interface Migration {
  readonly name: string
  /** Plain SQL. */
  readonly script: string
}

/** This version's migrations, oldest first. */
export async function readMigrations(): Promise<Migration[]> {
  const dir = join(PRISMA_DIR, 'migrations')
  const entries = await readdir(dir, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  const readScript = (name: string) => readFile(join(dir, name, 'migration.sql'), 'utf8')
  return Promise.all(
    names.toSorted().map(async (name) => ({ name, script: await readScript(name) })),
  )
}
