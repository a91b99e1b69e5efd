import { randomUUID } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The password of a server's only user: made once, kept beside the data, so that a second start has the same address. */
export async function keepPassword(dir: string): Promise<string> {
  const file = join(dir, 'password')
  await mkdir(dir, { recursive: true })
  const kept = await readFile(file, 'utf8').catch(() => '')
  if (kept !== '') return kept
  const password = randomUUID()
  await writeFile(file, password, { mode: 0o600 })
  return password
}
