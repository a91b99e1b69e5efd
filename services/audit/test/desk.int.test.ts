import { connect } from '@nats-io/transport-node'
import {
  ledgerChain,
  ledgerControl,
  ledgerDesk,
  ledgerJournal,
  ledgerLease,
  ledgerTransition,
  systemLog,
} from '@surefoot/shared/messages'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { z } from 'zod'
import { openLedger, type TestLedger } from './open-ledger.ts'

let ledger: TestLedger

beforeAll(async () => {
  ledger = await openLedger()
})
afterAll(() => ledger[Symbol.asyncDispose]())

const move = (change: Partial<z.input<typeof ledgerTransition.body>> = {}) =>
  ledger.ask(ledgerTransition, {
    deskId: 'moving',
    account: 'A',
    from: 'IDLE',
    to: 'BROWSER_OPENING',
    trigger: 'TOGGLED_ON',
    reason: null,
    ...change,
  })
const lease = (holder: string, ttlMs: number, resource = 'worker:main') =>
  ledger.ask(ledgerLease, { resource, holder, ttlMs })

test('a desk that is asked for the first time is made: paper, manual, halted, both accounts idle', async () => {
  const replies = await Promise.all(
    Array.from({ length: 5 }, () => ledger.ask(ledgerDesk, { deskId: 'new' })),
  )
  for (const reply of replies)
    expect(reply).toMatchObject({
      ok: true,
      control: { trading: 'HALT_NEW', mode: 'manual', venue: 'paper' },
      accounts: { A: { state: 'IDLE', url: null }, B: { state: 'IDLE' } },
    })
})

test('an account moves once from where it stands; who is late is told so', async () => {
  const replies = await Promise.all([move({ url: 'http://north' }), move({ url: 'http://north' })])
  expect(replies.filter(({ ok }) => ok)).toHaveLength(1)
  expect(replies.find(({ ok }) => !ok)).toMatchObject({ code: 'STALE' })
  const next = await move({
    from: 'BROWSER_OPENING',
    to: 'BROWSER_READY',
    trigger: 'BROWSER_OPENED',
  })
  expect(next).toMatchObject({ account: { state: 'BROWSER_READY', url: 'http://north' } })
  const last = await move({
    from: 'BROWSER_READY',
    to: 'STOPPING',
    trigger: 'TOGGLED_OFF',
    url: null,
  })
  expect(last).toMatchObject({ account: { state: 'STOPPING', url: null } })
  const journal = await ledger.ask(ledgerJournal, { deskId: 'moving', limit: 2 })
  expect(journal).toMatchObject({ transitions: [{ to: 'STOPPING' }, { to: 'BROWSER_READY' }] })
})

test('moving A leaves B where it is', async () => {
  await move({ deskId: 'apart' })
  const desk = await ledger.ask(ledgerDesk, { deskId: 'apart' })
  expect(desk).toMatchObject({
    accounts: { A: { state: 'BROWSER_OPENING' }, B: { state: 'IDLE' } },
  })
})

test('keys left out of a change of control stay as they are', async () => {
  const change = { trading: 'RUN' } as const
  const ask = { deskId: 'main', change, actor: 'operator', reason: null }
  expect(await ledger.ask(ledgerControl, ask)).toMatchObject({
    control: { trading: 'RUN', mode: 'manual', venue: 'paper' },
  })
})

test('the needs that a person confirmed are in the chain, with the change that they confirmed them for', async () => {
  const despite = [{ id: 'leg 1', message: 'It is not known whether the bet was placed.' }]
  const change = { trading: 'RUN' } as const
  const ask = { deskId: 'despite', change, actor: 'ann', reason: null, despite }
  expect(await ledger.ask(ledgerControl, ask)).toMatchObject({ ok: true })
  const chain = await ledger.ask(ledgerChain, { limit: 500 })
  const links = chain.ok ? chain.events : []
  expect(links[0]).toMatchObject({
    kind: 'desk.controlled',
    details: { deskId: 'despite', actor: 'ann', despite },
  })
})

test("a program's halt does not loosen a person's", async () => {
  const control = (change: object) =>
    ledger.ask(ledgerControl, {
      deskId: 'stopped',
      actor: 'test',
      reason: null,
      change: { trading: 'HALT_ALL' },
      ...change,
    })
  await control({})
  const halt = { change: { trading: 'HALT_NEW' }, ifTrading: 'RUN' }
  expect(await control(halt)).toMatchObject({ ok: true, control: { trading: 'HALT_ALL' } })
  await control({ change: { trading: 'RUN' } })
  expect(await control(halt)).toMatchObject({ ok: true, control: { trading: 'HALT_NEW' } })
})

test('a lease is held by one; a new holder raises the epoch, a renewal does not', async () => {
  expect(await lease('one', 60_000)).toMatchObject({ ok: true, epoch: 1 })
  expect(await lease('two', 60_000)).toMatchObject({ ok: false, code: 'HELD' })
  expect(await lease('one', 60_000)).toMatchObject({ ok: true, epoch: 1 })
  expect(await lease('two', 0)).toMatchObject({ ok: false, code: 'HELD' })
  expect(await lease('one', 0)).toMatchObject({ ok: true, epoch: 1 })
  expect(await lease('two', 1)).toMatchObject({ ok: true, epoch: 2 })
  await vi.waitFor(async () => expect(await lease('one', 60_000)).toMatchObject({ epoch: 3 }), {
    timeout: 120_000,
  })
})

test('a released lease of an execution leaves nothing; one that is held or was taken again stays', async () => {
  const resource = 'execution:11111111-1111-4111-8111-111111111111'
  const count = () => ledger.database.lease.count({ where: { resource } })
  expect(await lease('one', 60_000, resource)).toMatchObject({ ok: true })
  expect(await lease('two', 0, resource)).toMatchObject({ ok: false, code: 'HELD' })
  expect(await count()).toBe(1)
  expect(await lease('one', 0, resource)).toMatchObject({ ok: true, epoch: 1 })
  expect(await count()).toBe(0)
  expect(await lease('two', 60_000, resource)).toMatchObject({ ok: true })
  expect(await lease('one', 0, resource)).toMatchObject({ ok: false, code: 'HELD' })
  expect(await count()).toBe(1)
})

test('the epoch of an account or a worker outlives its release', async () => {
  for (const resource of ['account:released:A', 'worker:released']) {
    await lease('one', 60_000, resource)
    await lease('one', 0, resource)
    expect(await lease('two', 60_000, resource)).toMatchObject({ ok: true, epoch: 2 })
  }
})

test('of many that want a free lease at once, one gets it', async () => {
  const holders = Array.from({ length: 10 }, (_, number) => `holder-${number}`)
  const replies = await Promise.all(holders.map((holder) => lease(holder, 60_000, 'wanted')))
  expect(replies.filter(({ ok }) => ok)).toHaveLength(1)
})

test('what any service logs is kept, with what concerns no desk', async () => {
  const entry = {
    level: 'warn',
    code: 'NOTED',
    message: 'A \u0000 word',
    details: { n: 1 },
  } as const
  ledger.bus.log({ ...entry, deskId: 'logged' })
  ledger.bus.log({ ...entry, code: 'GENERAL' })
  await vi.waitFor(
    async () => {
      const journal = await ledger.ask(ledgerJournal, { deskId: 'logged', limit: 10 })
      const codes = journal.ok ? journal.log.map(({ code }) => code) : []
      expect(codes).toEqual(expect.arrayContaining(['NOTED', 'GENERAL']))
      expect(journal.ok && journal.log.find(({ code }) => code === 'NOTED')).toMatchObject({
        service: 'asker',
        message: 'A \uFFFD word',
        details: { n: 1 },
        deskId: 'logged',
      })
    },
    { timeout: 120_000 },
  )
})

test('a malformed request is refused and logged, and the ledger goes on', async () => {
  const raw = await connect({ servers: ledger.natsUrl })
  const reply = await raw.request(ledgerLease.subject, '{"resource":7}', { timeout: 60_000 })
  expect(reply.json()).toMatchObject({ ok: false, code: 'MALFORMED' })
  raw.publish(systemLog.subject, 'not JSON')
  await raw.drain()
  await vi.waitFor(
    async () => {
      const journal = await ledger.ask(ledgerJournal, { deskId: 'none', limit: 50 })
      const subjects = journal.ok ? journal.log.map(({ details }) => details?.['subject']) : []
      expect(subjects).toEqual(expect.arrayContaining(['ledger.lease', 'system.log']))
    },
    { timeout: 120_000 },
  )
})
