import { emptyServerFolder, findPostgresFolder } from '@surefoot/servers'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Screen } from '../screen.ts'

/** The ledger is not ours to remove. */
export class NotOurLedger extends Error {
  override readonly name = 'NotOurLedger'
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

/**
 * Remove what a run keeps: the ledger, the bookmakers' books, the servers' data and the browsers' profiles. Installed
 * programs, passwords and logs stay. Throws NotOurLedger for a ledger that is given by its address.
 */
export async function startAfresh(dir: string, screen: Screen): Promise<void> {
  if (process.env['DATABASE_URL'])
    throw new NotOurLedger(
      'DATABASE_URL names a ledger that is not in this folder, and --fresh would not empty it. Empty that database yourself, or leave DATABASE_URL out.',
    )
  const postgres = await findPostgresFolder(join(dir, 'postgres'))
  for (const [what, folder] of [
    ['the ledger', postgres],
    ['the data of NATS', join(dir, 'nats')],
    ['the data of Redis', join(dir, 'redis')],
  ] as const) {
    const data = join(folder, 'data')
    if (!(await isThere(data))) continue
    await emptyServerFolder(folder)
    screen.step(`removed ${what}: ${data}`)
  }
  for (const [what, path] of [
    ["the bookmakers' books", join(dir, 'sandbox')],
    ["the browsers' profiles", join(dir, 'profiles')],
    ['the last comparison', join(dir, 'run/compared.json')],
  ] as const) {
    if (!(await isThere(path))) continue
    await rm(path, { recursive: true, force: true })
    screen.step(`removed ${what}: ${path}`)
  }
  screen.good('starting afresh')
}
