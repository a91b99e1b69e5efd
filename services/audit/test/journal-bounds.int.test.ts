import { connect } from '@nats-io/transport-node'
import { bytesOf, ledgerJournal, systemLog } from '@surefoot/shared/messages'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { openLedger, type TestLedger } from './open-ledger.ts'

/** What NATS passes on, unless it is configured. */
const MESSAGE_BYTES = 1024 * 1024
const DESK = 'bounded'
const LONG = 'x'.repeat(700_000)
const AT = '2026-03-01T12:00:00.000Z'

let ledger: TestLedger
beforeAll(async () => {
  ledger = await openLedger()
})
beforeEach(() => ledger.database.$executeRaw`TRUNCATE "system_log", "account_transitions"`)
afterAll(() => ledger[Symbol.asyncDispose]())

async function readJournal(limit = 500) {
  const journal = await ledger.ask(ledgerJournal, { deskId: DESK, limit })
  if (!journal.ok) throw new Error(`${journal.code}: ${journal.message}`)
  expect(bytesOf(journal)).toBeLessThan(MESSAGE_BYTES)
  return journal
}

const entry = { service: 'worker', level: 'warn', code: 'NOTED', message: 'm' }
const keep = (rows: object[]) =>
  ledger.database.systemLog.createMany({
    data: rows.map((row) => ({ ...entry, deskId: DESK, at: new Date(AT), ...row })),
  })

test('entries of 700 KB, from a writer that cuts nothing, are kept and shown cut, with a mark', async () => {
  const raw = await connect({ servers: ledger.natsUrl })
  const send = (change: object) =>
    raw.publish(systemLog.subject, JSON.stringify({ ...entry, deskId: DESK, at: AT, ...change }))
  send({ code: 'DETAILS', details: { page: LONG } })
  send({ code: 'MESSAGE', message: LONG })
  send({ code: LONG })
  await raw.drain()
  await vi.waitFor(async () => expect((await readJournal()).log).toHaveLength(3), {
    timeout: 120_000,
  })
  const { log, isCut } = await readJournal()
  expect(isCut).toBe(false)
  expect(log.find(({ code }) => code === 'DETAILS')?.details).toMatchObject({ characters: 700_011 })
  expect(log.find(({ code }) => code === 'MESSAGE')?.message).toMatch(
    /^x{900,}… \[cut: 700000 characters\]$/,
  )
  expect(log.some(({ code }) => code.startsWith('xxx') && code.includes('[cut:'))).toBe(true)
})

test('rows of 700 KB that an older version kept do not take the others with them', async () => {
  await keep([
    { code: 'BEFORE' },
    { code: 'OLD_DETAILS', details: { page: LONG } },
    { code: 'OLD_MESSAGE', message: LONG },
    { code: 'AFTER' },
  ])
  const { log } = await readJournal()
  expect(log.map(({ code }) => code)).toEqual(['AFTER', 'OLD_MESSAGE', 'OLD_DETAILS', 'BEFORE'])
  expect(log[2]?.details).toMatchObject({ characters: expect.any(Number) })
})

test('a row that cannot be read is an entry that says so, and the others are shown', async () => {
  await keep([{ code: 'BEFORE' }, { level: 'loud' }, { service: '' }, { code: 'AFTER' }])
  const { log } = await readJournal()
  expect(log.map(({ code }) => code)).toEqual([
    'AFTER',
    'ENTRY_UNREADABLE',
    'ENTRY_UNREADABLE',
    'BEFORE',
  ])
  expect(log[1]?.message).toMatch(/^Row \d+ of system_log cannot be shown/)
})

test('five hundred entries at their bounds are cut by bytes, the latest kept, and it is marked', async () => {
  const details = { page: '\u20ac'.repeat(1200) }
  const rows = Array.from({ length: 500 }, (_, each) => ({
    code: `N${each}`,
    message: '\u20ac'.repeat(1000),
    details,
  }))
  await keep(rows)
  const { log, isCut } = await readJournal()
  expect(isCut).toBe(true)
  expect(log.length).toBeGreaterThan(50)
  expect(log[0]?.code).toBe('N499')
  expect((await readJournal(10)).isCut).toBe(false)
})
