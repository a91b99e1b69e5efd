import { ledgerChain } from '@surefoot/shared/messages'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyRecords } from '../src/chain/verify-records.ts'
import { verifyChain } from '../src/chain/verify-chain.ts'
import { sealRow } from '../src/database/seal-row.ts'
import { createActs, DESK, inFuture } from './builders.ts'
import { openLedger, type TestLedger } from './open-ledger.ts'
import { runCommand } from './run-command.ts'

let ledger: TestLedger
const ids = { over: randomUUID(), unsettled: randomUUID(), open: randomUUID() }
const OLD = '2020-01-01T00:00:00.000Z'

beforeAll(async () => {
  ledger = await openLedger()
  const acts = createActs(ledger)
  await acts.startTrading()
  await acts.openAccepted(ids.over)
  await acts.close(ids.over)
  for (const role of ['A', 'B']) await acts.settle(`${ids.over}-${role}`, 'lost', '0')
  await acts.control('RUN')
  await acts.openAccepted(ids.unsettled)
  await acts.close(ids.unsettled)
  await acts.open(ids.open)
  const { database } = ledger
  const tell = (code: string, rest: object = {}) =>
    database.systemLog.create({
      data: { service: 'test', level: 'info', code, message: '', deskId: DESK, at: OLD, ...rest },
    })
  await tell('PLAIN')
  await tell('RECENT', { at: new Date() })
  for (const [name, executionId] of Object.entries(ids)) await tell(name, { executionId })
  await database.desk.create({ data: { id: 'halted' } })
  await tell('WHY_HALTED', { deskId: 'halted', level: 'error' })
  await tell('OLD_ERROR', { level: 'error' })
  await database.accountTransition.create({
    data: {
      deskId: DESK,
      account: 'A',
      from: 'IDLE',
      to: 'BROWSER_OPENING',
      trigger: 'x',
      at: OLD,
    },
  })
  await database.contract.create({ data: { providerId: 'north', currentVersion: 3 } })
  for (const version of [1, 2, 3, 4])
    await database.contractVersion.create({
      data: {
        providerId: 'north',
        version,
        name: '',
        document: {},
        importedBy: 'x',
        importedAt: OLD,
      },
    })
  await sealRow(database, 'contracts', { providerId: 'north' })
  for (const version of [1, 2, 3, 4])
    await sealRow(database, 'contract_versions', { providerId: 'north', version })
  const link = { deskId: DESK, operator: 'x', createdBy: 'x', expiresAt: OLD }
  await database.consoleLink.create({ data: { ...link, hash: 'a'.repeat(64) } })
  await database.consoleLink.create({ data: { ...link, hash: 'b'.repeat(64), usedAt: OLD } })
  const session = { deskId: DESK, operator: 'x', role: 'operator', userAgent: '', peer: '' }
  for (const [digit, expiresAt] of [
    ['c', OLD],
    ['d', inFuture()],
  ] as const) {
    const data = { ...session, id: randomUUID(), hash: digit.repeat(64), usedAt: OLD, expiresAt }
    await database.consoleSession.create({ data })
  }
  for (const at of [OLD, new Date()]) {
    const of = { deskId: DESK, route: '/api/x', key: randomUUID(), actor: 'x', digest: '', at }
    await database.requestKey.create({ data: of })
  }
  const lease = { holder: 'x', epoch: 1, expiresAt: OLD }
  for (const resource of ['execution:gone', 'worker:gone'])
    await database.lease.create({ data: { resource, ...lease } })
})
afterAll(() => ledger[Symbol.asyncDispose]())

const codes = async () => {
  const rows = await ledger.database.systemLog.findMany({ where: { service: 'test' } })
  return rows.map(({ code }) => code).toSorted()
}
const retain = (...args: string[]) => runCommand('retention.ts', args, ledger.url)
const length = async () => (await verifyChain(ledger.database)).end.sequence

test('a check counts and deletes nothing', async () => {
  const [before, links] = [await codes(), await length()]
  expect(await retain('--older-than', '400d', '--check')).toMatchObject({
    code: 0,
    said: expect.stringContaining('Would delete 3 rows of system_log'),
  })
  expect(await codes()).toEqual(before)
  expect(await length()).toBe(links)
})

test('what is old, over and unnamed goes; executions, the chain and what speaks of unfinished business stay', async () => {
  const executions = await ledger.database.execution.count()
  const { code, said } = await retain('--older-than', '400d')
  expect(said).toContain('Deleted 3 rows of system_log')
  expect(said).toContain('Deleted 1 rows of account_transitions')
  expect(said).toContain('Deleted 1 rows of contract_versions')
  expect(said).toContain('Deleted 1 rows of leases')
  expect(said).toContain('Deleted 1 rows of console_sessions')
  expect(said).toContain('Deleted 1 rows of console_links')
  expect(said).toContain('Deleted 1 rows of request_keys')
  expect(await ledger.database.requestKey.count()).toBe(1)
  expect(code).toBe(0)
  expect(await ledger.database.consoleLink.findMany()).toMatchObject([{ hash: 'b'.repeat(64) }])
  expect(await ledger.database.consoleSession.count()).toBe(1)
  expect(await codes()).toEqual(['RECENT', 'WHY_HALTED', 'open', 'unsettled'])
  const versions = await ledger.database.contractVersion.findMany({ orderBy: { version: 'asc' } })
  // Version 1 is the legs', 3 is in force, 4 is the latest.
  expect(versions.map(({ version }) => version)).toEqual([1, 3, 4])
  const leases = await ledger.database.lease.findMany({
    where: { resource: { endsWith: ':gone' } },
  })
  expect(leases.map(({ resource }) => resource)).toEqual(['worker:gone'])
  expect(await ledger.database.execution.count()).toBe(executions)
})

test('the chain tells of it and verifies with every record, and a second run deletes nothing more', async () => {
  const chain = await ledger.ask(ledgerChain, { limit: 1 })
  expect(chain).toMatchObject({
    isIntact: true,
    events: [{ kind: 'retention.applied', details: { deleted: { system_log: 3, leases: 1 } } }],
  })
  expect(await verifyRecords(ledger.database)).toEqual([])
  const links = await length()
  expect((await retain('--older-than', '400d')).code).toBe(0)
  expect(await length()).toBe(links)
})

test.for([[], ['--older-than', '7d'], ['--older-than', '400'], ['--older-than', '1y']])(
  'it says how old, in days and a month at least: %s is refused',
  async (args) => {
    const { code, said } = await retain(...args)
    expect(code).toBe(1)
    expect(said).toContain('Say how old: --older-than 400d; 30d is the least.')
  },
)

test('the role that the service serves as may not delete', async () => {
  const { served } = ledger
  await expect(served.systemLog.deleteMany()).rejects.toThrow('permission denied')
})
