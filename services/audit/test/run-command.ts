import { childEnvironment } from '@surefoot/testkit'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

export interface Ran {
  readonly code: unknown
  /** On both outputs. */
  readonly said: string
}

/** A command of the service as an operator runs it: nothing in its environment but the PATH, the ledger's address and what is given. */
export async function runCommand(
  entry: string,
  args: readonly string[],
  databaseUrl: string,
  env: NodeJS.ProcessEnv = {},
): Promise<Ran> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../src', entry), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...childEnvironment(), DATABASE_URL: databaseUrl, ...env },
  })
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ])
  return { code, said: out + err }
}
