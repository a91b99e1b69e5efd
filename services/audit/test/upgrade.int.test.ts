import {
  ledgerDesk,
  ledgerExecutions,
  ledgerExposure,
  ledgerUnfinished,
  type LegPlan,
} from '@surefoot/shared/messages'
import { createDatabase, openTempDir, type TestDatabase } from '@surefoot/testkit'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '../src/index.ts'
import { askToOpen, createActs, DESK, planLeg, receipt } from './builders.ts'
import { openLedger, type TestLedger } from './open-ledger.ts'
import { runCommand } from './run-command.ts'

const FIRST = '20261101000000_ledger'
const LATER = [
  '20261122000000_settlement',
  '20261122200000_imported_history',
  '20261129100000_sessions',
  '20261129110000_notifications',
  '20261129120000_unplaced_bets',
  '20261129130000_bet_of_account',
  '20261129210000_listed_before',
  '20261129220000_caps_by_event',
  '20261130010000_numbered_hedges',
  '20261130015000_evidence',
  '20261130020000_statement_parts',
  '20261130030000_undecided_bets',
  '20261130040000_links_at_commit',
  '20261130050000_learnt_limits',
  '20261130060000_facts_under_locks',
  '20261130070000_request_keys',
  '20261130080000_contracts_of_desks',
  '20261201000000_sealed_rows',
  '20261201010000_approved_controls',
]

/** A database of the first version with a ledger's work in it, written by SQL as that version wrote it. */
let old: TestDatabase
let before: Record<string, unknown>
const [won, lone, paper] = [randomUUID(), randomUUID(), randomUUID()]

interface Story {
  readonly id: string
  readonly venue: 'live' | 'paper'
  readonly states: readonly [a: string, b: string]
  readonly isClosed: boolean
}
const STORIES: readonly Story[] = [
  { id: won, venue: 'live', states: ['ACCEPTED', 'ACCEPTED'], isClosed: true },
  { id: lone, venue: 'live', states: ['ACCEPTED', 'UNKNOWN'], isClosed: false },
  { id: paper, venue: 'paper', states: ['AUTHORIZED', 'AUTHORIZED'], isClosed: false },
]
const link = `SELECT append_audit_link($1, $2, $3)`

async function withClient<T>(act: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: old.url })
  await client.connect()
  try {
    return await act(client)
  } finally {
    await client.end()
  }
}

async function write(client: Client, { id, venue, states, isClosed }: Story): Promise<void> {
  const { opportunity } = askToOpen(id, { venue })
  const legs = { A: planLeg(id, 'A', { venue }), B: planLeg(id, 'B', { venue }) }
  const final = isClosed ? 'success' : null
  await client.query(
    `INSERT INTO "execution_audit_log" ("id", "deskId", "matchId", "home", "away", "sport", "market", "providerA", "providerB",
       "stakeA", "stakeB", "oddsA", "oddsB", "outcomeA", "outcomeB", "legA_status", "legB_status", "final_status", "closedAt",
       "expectedProfit", "venue", "requestedBy", "deadline", "opportunity")
     VALUES ($1::uuid, $2, $1::text, 'Reds', 'Blues', 'tennis', 'match_winner', 'north', 'south', $6, $7, 2.1, 2.1, 'home', 'away',
       $8, $9, $3, CASE WHEN $3::text IS NULL THEN NULL ELSE now() END, 10, $4, 'operator', now(), $5)`,
    [
      id,
      DESK,
      final,
      venue,
      JSON.stringify(opportunity),
      ...states.map((state) => (state === 'ACCEPTED' ? TAKEN : '100.00')),
      ...states.map((state) => STATUS[state] ?? null),
    ],
  )
  await client.query(link, [
    'execution.opened',
    id,
    JSON.stringify({ matchId: id, venue, requestedBy: 'operator', legs }),
  ])
  for (const [index, role] of (['A', 'B'] as const).entries())
    await writeLeg(client, legs[role], states[index] ?? '')
  if (isClosed)
    await client.query(link, ['execution.closed', id, JSON.stringify({ finalStatus: final })])
}

/** What the bookmaker took of 100. */
const TAKEN = '90.00'
const STATUS: Readonly<Record<string, string>> = { ACCEPTED: 'success', UNKNOWN: 'timeout' }

async function writeLeg(client: Client, leg: LegPlan, state: string): Promise<void> {
  const { executionId: id, venue, role, legId, deadline, eventId, selectionId } = leg
  const isArmed = state !== 'AUTHORIZED'
  const bet = state === 'ACCEPTED' ? `bet-${legId}` : null
  const taken = bet === null ? null : receipt({ betReference: bet, stake: TAKEN })
  await client.query(
    `INSERT INTO "legs" ("id", "executionId", "deskId", "account", "role", "matchId", "providerId", "contractVersion", "eventId",
       "selectionId", "stake", "leastOdds", "deadline", "venue", "state", "betReference", "acceptedStake", "armedAt",
       "receipt", "reason")
     VALUES ($1, $2::uuid, $3, $4, $4, $2::text, $5, 1, $11, $12, 100, 1.9, $13, $6, $7, $8, $9, $10, $14, $15)`,
    [
      legId,
      id,
      DESK,
      role,
      role === 'A' ? 'north' : 'south',
      venue,
      state,
      bet,
      bet === null ? null : TAKEN,
      isArmed ? new Date() : null,
      eventId,
      selectionId,
      deadline,
      taken === null ? null : JSON.stringify(taken),
      isArmed ? state : null,
    ],
  )
  if (!isArmed) return
  const [permitId, nonce] = [randomUUID(), randomUUID()]
  const expiresAt = new Date(Date.parse(deadline) - 1000)
  const issuedAt = new Date(expiresAt.getTime() - 5000)
  await client.query(
    `INSERT INTO "permits" VALUES ($1, $2, $3, 'executor-1', 1, false, false, $4, $5)`,
    [permitId, legId, nonce, issuedAt, expiresAt],
  )
  const given = {
    permitId,
    legId,
    safeMode: false,
    expiresAt: expiresAt.toISOString(),
    livesMs: 5000,
  }
  const armed = { executorId: 'executor-1', epoch: 1, nonce, isSimulated: false, permit: given }
  await client.query(link, ['leg.armed', id, JSON.stringify(armed)])
  const recorded = {
    legId,
    to: state,
    reason: state,
    ...(taken === null ? {} : { receipt: taken }),
  }
  await client.query(link, ['leg.recorded', id, JSON.stringify(recorded)])
}

/** Every row of the tables of the first version, without the columns that came later. */
function readRows(client: Client): Promise<Record<string, unknown>> {
  const later = [
    'profit',
    'bookedAt',
    'runAt',
    'settledAt',
    'settledBy',
    'settledResult',
    'settledReturn',
    'listedBefore',
  ]
  const tables = [
    'execution_audit_log',
    'legs',
    'permits',
    'audit_chain',
    'desks',
    'accounts',
    'leases',
    'system_log',
  ]
  const read = async (table: string) => {
    const { rows } = await client.query(
      `SELECT (to_jsonb(each) - $1::text[])::text AS row FROM "${table}" each ORDER BY 1`,
      [later],
    )
    return [table, rows] as const
  }
  return Promise.all(tables.map(read)).then((entries) => Object.fromEntries(entries))
}

beforeAll(async () => {
  old = await createDatabase()
  await migrate(old.url, { through: FIRST })
  before = await withClient(async (client) => {
    await client.query(
      `INSERT INTO "desks" ("id", "trading", "venue") VALUES ($1, 'RUN', 'live')`,
      [DESK],
    )
    await client.query(link, [
      'desk.controlled',
      null,
      JSON.stringify({ deskId: DESK, control: { trading: 'RUN', mode: 'manual', venue: 'live' } }),
    ])
    await client.query(`INSERT INTO "accounts" ("deskId", "account") VALUES ($1, 'A'), ($1, 'B')`, [
      DESK,
    ])
    await client.query(`INSERT INTO "leases" VALUES ('account:main:A', 'executor-1', 7, now())`)
    await client.query(
      `INSERT INTO "system_log" ("service", "level", "code", "message", "at") VALUES ('x', 'info', 'X', '', now())`,
    )
    for (const story of STORIES) await write(client, story)
    return readRows(client)
  })
})
afterAll(() => old[Symbol.asyncDispose]())

test('a backup of an older version is restored into this one, migrated and verified', async () => {
  await using dir = await openTempDir()
  await using fresh = await createDatabase()
  const file = join(dir.path, 'old.backup')
  expect((await runCommand('backup.ts', ['--out', file], old.url)).code).toBe(0)
  expect((await runCommand('restore.ts', [file], fresh.url)).code).toBe(0)
  expect(await runCommand('verify-audit.ts', [], fresh.url)).toMatchObject({ code: 2 })
  expect(await migrate(fresh.url)).toEqual([])
})

test('two instances that start at once on an older database migrate it once, and every row is as it was', async () => {
  const applied = await Promise.all([migrate(old.url), migrate(old.url)])
  expect(applied.flat()).toEqual(LATER)
  expect(await withClient(readRows)).toEqual(before)
  expect(await runCommand('verify-audit.ts', [], old.url)).toMatchObject({ code: 2 })
})

test('the present service goes on where the older one stopped', async () => {
  await using ledger: TestLedger = await openLedger({ url: old.url })
  const acts = createActs(ledger)
  expect(await ledger.ask(ledgerExecutions, { deskId: DESK, limit: 10 })).toMatchObject({
    executions: expect.arrayContaining([
      expect.objectContaining({ id: won, final_status: 'success', profit: null }),
    ]),
  })
  // What was taken counts with the stake that was taken, what is in doubt with all of it.
  expect(await ledger.ask(ledgerExposure, { deskId: DESK })).toMatchObject({
    A: { total: '280.00' },
    B: { total: '290.00' },
  })
  const open = await ledger.ask(ledgerUnfinished, {})
  expect(open.ok && open.executions.map(({ execution }) => execution.id).toSorted()).toEqual(
    [lone, paper].toSorted(),
  )
  expect(await ledger.ask(ledgerDesk, { deskId: DESK })).toMatchObject({
    control: { trading: 'RUN', venue: 'live' },
  })
  // A bet of then settles, an execution of then is brought to its end, and a lease of then keeps its epoch.
  await acts.settle(`${won}-A`, 'won', '189')
  expect(await acts.settle(`${won}-B`, 'lost', '0')).toMatchObject({ ok: true })
  // The first bet's odds are not in the old rows: it counts at the worst that its permit allowed.
  const covering = receipt({ betReference: `bet-${lone}-B`, stake: '80.00', odds: '2.5' })
  await acts.record(`${lone}-B`, 'ACCEPTED', { receipt: covering })
  expect(await acts.close(lone)).toMatchObject({ execution: { final_status: 'success' } })
  expect(await acts.lease('A', { holder: 'executor-2' })).toMatchObject({ epoch: 8 })
  expect(await runCommand('verify-audit.ts', [], old.url)).toMatchObject({ code: 2 })
})
