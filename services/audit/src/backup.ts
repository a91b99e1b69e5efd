/**
 * `backup --out FILE`: saves the ledger at MIGRATION_DATABASE_URL, or DATABASE_URL, while it serves. `-` is the standard
 * output. Exits 0 if the file is whole and on the disk.
 */
import { open, rename, rm } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { readOwnerUrl } from './backup/owner-url.ts'
import type { Header } from './backup/header.ts'
import { saveLedger } from './backup/save-ledger.ts'

async function backUp(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { out: { type: 'string' } } })
  const { out } = values
  if (out === undefined) throw new Error('Say where to: backup --out FILE')
  const head = out === '-' ? await saveLedger(readOwnerUrl(), process.stdout) : await saveTo(out)
  const rows = head.tables.reduce((sum, table) => sum + table.rows, 0)
  say(`Saved ${rows} rows of ${head.tables.length} tables as of ${head.takenAt}.`)
  say(`The audit chain in it ends with link ${head.chain.sequence}, ${head.chain.hash}.`)
}

/** Under another name until it is whole; a file that is there is kept. */
async function saveTo(file: string): Promise<Header> {
  await (await open(file, 'wx', 0o600)).close()
  const part = `${file}.part`
  try {
    const handle = await open(part, 'w', 0o600)
    const head = await saveLedger(readOwnerUrl(), handle.createWriteStream({ flush: true }))
    await rename(part, file)
    return head
  } catch (error) {
    await Promise.all([rm(part, { force: true }), rm(file, { force: true })])
    throw error
  }
}

/** The standard output may be the backup itself. */
function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

try {
  await backUp(process.argv.slice(2))
} catch (error) {
  say(`There is no backup. ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
