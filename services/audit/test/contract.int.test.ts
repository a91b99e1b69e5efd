import { readFile } from 'node:fs/promises'
import {
  contractChanged,
  contractDelete,
  contractGet,
  contractImport,
  contractList,
} from '@surefoot/shared/messages'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { openLedger, type TestLedger } from './open-ledger.ts'

let ledger: TestLedger
let document: Record<string, unknown>

beforeAll(async () => {
  ledger = await openLedger()
  const file = new URL('../../../apps/sandbox/contracts/north.json', import.meta.url)
  document = z.record(z.string(), z.unknown()).parse(JSON.parse(await readFile(file, 'utf8')))
})
afterAll(() => ledger[Symbol.asyncDispose]())

const importIt = (change: Record<string, unknown> = {}) =>
  ledger.ask(contractImport, {
    deskId: 'main',
    document: { ...document, ...change },
    actor: 'operator',
  })
const list = (origin?: string) => ledger.ask(contractList, origin === undefined ? {} : { origin })
const providers = (reply: Awaited<ReturnType<typeof list>>) =>
  reply.ok ? reply.contracts.map(({ providerId }) => providerId) : []

test('a contract is stored, announced, found by its origin, and each change is a version', async () => {
  const heard = vi.fn<(body: unknown) => void>()
  await ledger.bus.subscribe(contractChanged, heard)
  const origin = 'http://127.0.0.1:9001'
  expect(await importIt({ origins: [origin] })).toMatchObject({
    contract: { providerId: 'north', version: 1, origins: [origin], importedBy: 'operator' },
  })
  await vi.waitFor(
    () => expect(heard).toHaveBeenCalledWith({ providerId: 'north', action: 'imported' }),
    { timeout: 120_000 },
  )
  expect(providers(await list(origin))).toEqual(['north'])
  expect(providers(await list('http://127.0.0.1:9002'))).toEqual([])
  expect(await importIt({ origins: [origin], version: 7 })).toMatchObject({
    contract: { version: 1 },
  })
  expect(await importIt({ origins: [origin], name: 'North again' })).toMatchObject({
    contract: { version: 2, document: { version: 2, name: 'North again' } },
  })
  const first = await ledger.ask(contractGet, { providerId: 'north', version: 1 })
  expect(first).toMatchObject({ contract: { name: document['name'] } })
})

test('a contract belongs to the desk that imported it: another desk uses it, and changes nothing', async () => {
  const of = { id: 'shared', origins: ['http://127.0.0.1:9006'] }
  const importAs = (deskId: string, change: Record<string, unknown> = {}) =>
    ledger.ask(contractImport, { deskId, document: { ...document, ...of, ...change }, actor: 'x' })
  const remove = (deskId: string) =>
    ledger.ask(contractDelete, { deskId, providerId: 'shared', actor: 'x' })
  expect(await importAs('main')).toMatchObject({ contract: { version: 1, deskId: 'main' } })
  expect(await importAs('second')).toMatchObject({ contract: { version: 1, deskId: 'main' } })
  expect(await importAs('second', { name: 'Changed' })).toMatchObject({ code: 'OTHER_DESK' })
  expect(await remove('second')).toMatchObject({ code: 'OTHER_DESK' })
  const listed = await list('http://127.0.0.1:9006')
  expect(listed).toMatchObject({ contracts: [{ version: 1, deskId: 'main' }] })

  expect(await remove('main')).toEqual({ ok: true })
  expect(await importAs('second')).toMatchObject({ contract: { version: 2, deskId: 'second' } })
})

test('a contract of before desks had any belongs to the first that imports it again', async () => {
  await importIt({ id: 'old', origins: ['http://127.0.0.1:9007'] })
  await ledger.database.contract.update({ where: { providerId: 'old' }, data: { deskId: null } })
  const second = { ...document, id: 'old', origins: ['http://127.0.0.1:9007'], name: 'New' }
  const reply = await ledger.ask(contractImport, { deskId: 'second', document: second, actor: 'x' })
  expect(reply).toMatchObject({ contract: { deskId: 'second' } })
})

test('an origin belongs to one provider', async () => {
  const origin = 'http://127.0.0.1:9003'
  await importIt({ id: 'owner', origins: [origin] })
  expect(await importIt({ id: 'rival', origins: [origin] })).toMatchObject({ code: 'ORIGIN_TAKEN' })
  await ledger.ask(contractDelete, { deskId: 'main', providerId: 'owner', actor: 'operator' })
  expect(await importIt({ id: 'rival', origins: [origin] })).toMatchObject({ ok: true })
})

test('of two providers that want one origin at once, one gets it', async () => {
  const origins = ['http://127.0.0.1:9004']
  const replies = await Promise.all(['one', 'two'].map((id) => importIt({ id, origins })))
  expect(replies.filter(({ ok }) => ok)).toHaveLength(1)
})

test('a deleted contract is in force no more, but its versions stay', async () => {
  await importIt({ id: 'gone', origins: ['http://127.0.0.1:9005'] })
  expect(
    await ledger.ask(contractDelete, { deskId: 'main', providerId: 'gone', actor: 'operator' }),
  ).toEqual({
    ok: true,
  })
  expect(providers(await list())).not.toContain('gone')
  expect(await ledger.ask(contractGet, { providerId: 'gone' })).toMatchObject({ code: 'NOT_FOUND' })
  expect(await ledger.ask(contractGet, { providerId: 'gone', version: 1 })).toMatchObject({
    ok: true,
  })
  const again = await ledger.ask(contractDelete, {
    deskId: 'main',
    providerId: 'gone',
    actor: 'operator',
  })
  expect(again).toMatchObject({ code: 'NOT_FOUND' })
  expect(await importIt({ id: 'gone', origins: ['http://127.0.0.1:9005'] })).toMatchObject({
    contract: { version: 2 },
  })
})

test('a contract with faults is refused with each of them, and nothing is stored', async () => {
  const reply = await importIt({ id: 'Not An Id', origins: [], currency: 'EURO' })
  expect(reply).toMatchObject({ ok: false, code: 'INVALID_CONTRACT' })
  const faults = reply.ok ? [] : reply.message.split('\n')
  expect(faults.length).toBeGreaterThanOrEqual(3)
})
