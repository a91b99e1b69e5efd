import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { contractImport } from '@surefoot/shared/messages'
import { openTempDir } from '@surefoot/testkit'
import { z } from 'zod'
import { betOf, createActs, planLeg, receipt } from './builders.ts'
import type { TestLedger } from './open-ledger.ts'
import { runCommand } from './run-command.ts'

const CONTRACT = new URL('../../../apps/sandbox/contracts/north.json', import.meta.url)

/** Something of everything that a ledger records. */
export async function fillLedger(ledger: TestLedger): Promise<void> {
  const acts = createActs(ledger)
  await acts.startTrading()
  const settled = await acts.openAccepted()
  await acts.close(settled)
  await acts.state('A', [betOf(`${settled}-A`, { status: 'won' })])
  await acts.settle(`${settled}-B`, 'lost', '0')
  const hedged = randomUUID()
  const opened = await acts.open(hedged)
  if (!opened.ok) throw new Error(`Nothing was opened. ${opened.message}`)
  await acts.arm(`${hedged}-A`, { listedBefore: { open: ['bet-0'], onSelection: [] } })
  await acts.accept(`${hedged}-A`)
  await acts.arm(`${hedged}-B`)
  await acts.record(`${hedged}-B`, 'UNKNOWN')
  await acts.record(`${hedged}-B`, 'ABSENT', { evidence: { note: 'none' } })
  await acts.hedge(hedged, 'triggered')
  await acts.hedge(hedged, 'planned', planLeg(hedged, 'H'))
  await acts.arm(`${hedged}-H`)
  await acts.record(`${hedged}-H`, 'ACCEPTED', { receipt: receipt({ stake: '2.50' }) })
  await acts.state('A', [betOf('by-hand')])
  const document = z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(await readFile(CONTRACT, 'utf8')))
  await ledger.ask(contractImport, { deskId: 'main', document, actor: 'operator' })
  await importHistory(ledger)
}

async function importHistory({ url }: TestLedger): Promise<void> {
  await using dir = await openTempDir()
  const file = join(dir.path, 'old.db')
  const old = new DatabaseSync(file)
  old.exec(`
    CREATE TABLE execution_audit_log (id INTEGER PRIMARY KEY, timestamp TEXT, matchId TEXT, providerA TEXT, providerB TEXT,
      stakeA REAL, stakeB REAL, legA_status TEXT, legB_status TEXT, hedge_triggered INTEGER, final_status TEXT,
      error_message TEXT);
    CREATE TABLE hedge_events (id INTEGER PRIMARY KEY, timestamp TEXT, auditId INTEGER, details TEXT);
    INSERT INTO execution_audit_log VALUES
      (1, '2025-03-01 18:04:05', 'm1', 'north', 'south', 33.33, 40.5, 'success', 'failed', 1, 'failed', 'B was refused');
    INSERT INTO hedge_events VALUES (1, '2025-03-02 08:00:03.250', 1, '{"b":1}');`)
  old.close()
  const { code, said } = await runCommand('import-sqlite.ts', [file], url)
  if (code !== 0) throw new Error(`Nothing was imported. ${said}`)
}
