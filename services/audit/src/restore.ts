/**
 * `restore FILE`: puts a backup into the empty database at MIGRATION_DATABASE_URL, or DATABASE_URL, verifies its audit
 * chain and leaves every desk halted. Exits 0 if it may serve.
 */
import { cleanForTerminal } from '@surefoot/shared/messages'
import { readOwnerUrl } from './backup/owner-url.ts'
import { restoreLedger } from './backup/restore-ledger.ts'

async function restore([file]: string[]): Promise<void> {
  if (file === undefined) throw new Error('Say which: restore FILE')
  const head = await restoreLedger(readOwnerUrl(), file)
  say(
    `Restored the ledger as of ${head.takenAt}. Its audit chain is intact: ${head.chain.sequence} links.`,
  )
  say(
    'Every desk is in HALT_ALL. What was bet after that instant is not in it: docs/data.md says what to do now.',
  )
}

function say(line: string): void {
  process.stdout.write(`${cleanForTerminal(line)}\n`)
}

try {
  await restore(process.argv.slice(2))
} catch (error) {
  say(`Nothing was restored. ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}

// The schema's engine would keep the process for ten seconds more.
process.exit()
