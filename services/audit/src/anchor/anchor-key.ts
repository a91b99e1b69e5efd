import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { readPublicKey } from './anchor.ts'

const FILE = 'anchor-key.pem'

/** Where the key is: configured, else in the folder of the anchors. It is never in the database. */
export interface KeyPlace {
  readonly dir: string
  /** PEM; left out: the key that was made once in the folder. */
  readonly pem: string | undefined
}

/** The key that anchors are signed with; made where none is configured and none was made. */
export async function openAnchorKey({ dir, pem }: KeyPlace): Promise<KeyObject> {
  if (pem !== undefined) return createPrivateKey(pem)
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const known = await readMade(dir)
  if (known !== undefined) return createPrivateKey(known)
  const { privateKey } = generateKeyPairSync('ed25519')
  const made = join(dir, `${FILE}.${randomUUID()}`)
  await writeFile(made, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  // Whole or not at all, and never in place of another: two instances may start at once.
  await link(made, join(dir, FILE)).catch(ignoreExisting)
  await rm(made)
  return createPrivateKey(await readFile(join(dir, FILE), 'utf8'))
}

/** What checks the anchors of the folder; undefined: there is no key. */
export async function findPublicKey({ dir, pem }: KeyPlace): Promise<KeyObject | undefined> {
  const known = pem ?? (await readMade(dir))
  return known === undefined ? undefined : readPublicKey(known)
}

async function readMade(dir: string): Promise<string | undefined> {
  try {
    return await readFile(join(dir, FILE), 'utf8')
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined
    throw error
  }
}

function ignoreExisting(error: unknown): void {
  if (!isCode(error, 'EEXIST')) throw error
}

export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
