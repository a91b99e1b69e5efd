import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
  }
}

export interface TestDatabase extends AsyncDisposable {
  readonly url: string
  /** Runs one statement as the owner of the database: what a test may change that no service does. */
  readonly run: (statement: string, values?: readonly unknown[]) => Promise<void>
}

/** Names the Postgres of a test run, and a user of it who may create databases, to all its tests. */
export function provideDatabases(project: TestProject, postgresUrl: string): void {
  project.provide('postgresUrl', postgresUrl)
}

/** An empty database on the run's Postgres, dropped when disposed. Only in tests named `*.int.test.ts`. */
export async function createDatabase(): Promise<TestDatabase> {
  const serverUrl = inject('postgresUrl')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await runOnServer(serverUrl, `CREATE DATABASE ${name}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return {
    url: url.href,
    run: (statement, values) => runOnServer(url.href, statement, values),
    [Symbol.asyncDispose]: () => runOnServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`),
  }
}

async function runOnServer(
  url: string,
  statement: string,
  values: readonly unknown[] = [],
): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement, [...values])
  } finally {
    await client.end()
  }
}
