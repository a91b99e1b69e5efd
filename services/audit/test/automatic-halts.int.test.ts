import { randomUUID } from 'node:crypto'
import { deskChanged, ledgerControl, ledgerDesk, ledgerJournal } from '@surefoot/shared/messages'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { checkChain } from '../src/chain/watch-chain.ts'
import { START } from '../src/chain/verify-chain.ts'
import { createActs, DESK } from './builders.ts'
import { openLedger, type TestLedger } from './open-ledger.ts'

let ledger: TestLedger
let acts: ReturnType<typeof createActs>

beforeAll(async () => {
  ledger = await openLedger()
  acts = createActs(ledger)
})
afterAll(() => ledger[Symbol.asyncDispose]())
beforeEach(async () => {
  await ledger.database
    .$executeRaw`TRUNCATE "execution_audit_log", "hedge_events", "legs", "permits", "leases", "system_log"`
  await acts.startTrading()
})

/** An execution whose leg A the provider refused. */
async function fail(): Promise<void> {
  const id = randomUUID()
  await acts.open(id)
  await acts.arm(`${id}-A`)
  await acts.record(`${id}-A`, 'REJECTED')
  await acts.record(`${id}-B`, 'DENIED')
  expect(await acts.close(id)).toMatchObject({ execution: { final_status: 'failed' } })
}

/** An execution that was refused before any permit. */
async function refuse(): Promise<void> {
  const id = randomUUID()
  await acts.open(id)
  await acts.record(`${id}-A`, 'DENIED')
  await acts.record(`${id}-B`, 'DENIED')
  await acts.close(id)
}

async function succeed(): Promise<string> {
  const id = await acts.openAccepted()
  await acts.close(id)
  return id
}

/** A closed execution that lost this much. */
async function lose(amount: number, venue: 'live' | 'paper' = 'live'): Promise<string> {
  const id = randomUUID()
  await acts.open(id, { venue })
  for (const role of ['A', 'B']) {
    await acts.arm(`${id}-${role}`)
    await acts.accept(`${id}-${role}`)
  }
  await acts.close(id)
  await acts.settle(`${id}-A`, 'lost', '0')
  await acts.settle(`${id}-B`, 'won', (200 - amount).toFixed(2))
  return id
}

async function readTrading(deskId = DESK): Promise<string> {
  const desk = await ledger.ask(ledgerDesk, { deskId })
  return desk.ok ? desk.control.trading : desk.code
}

async function readCodes(deskId = DESK): Promise<string[]> {
  const journal = await ledger.ask(ledgerJournal, { deskId, limit: 50 })
  return journal.ok ? journal.log.map(({ code }) => code) : []
}

test('three failed executions in a row halt the desk, in the commit of the third', async () => {
  const heard = vi.fn<(body: unknown) => void>()
  const listening = await ledger.bus.subscribe(deskChanged, heard)
  await fail()
  await fail()
  expect(await readTrading()).toBe('RUN')
  await fail()
  expect(await readTrading()).toBe('HALT_NEW')
  expect(await readCodes()).toEqual(['FAILURES_IN_A_ROW'])
  const told = expect.objectContaining({
    control: expect.objectContaining({ trading: 'HALT_NEW' }),
  })
  await vi.waitFor(() => expect(heard).toHaveBeenLastCalledWith(told), { timeout: 120_000 })
  await listening.stop()
})

test('a success between failures begins the count anew; a refusal by us is not counted', async () => {
  await fail()
  await fail()
  await succeed()
  await fail()
  await refuse()
  await refuse()
  await fail()
  expect(await readTrading()).toBe('RUN')
  await refuse()
  await fail()
  expect(await readTrading()).toBe('HALT_NEW')
})

test('after a person said RUN the count begins anew', async () => {
  for (let count = 0; count < 3; count += 1) await fail()
  await acts.control('RUN')
  await fail()
  await fail()
  expect(await readTrading()).toBe('RUN')
  await fail()
  expect(await readTrading()).toBe('HALT_NEW')
  expect(await readCodes()).toEqual(['FAILURES_IN_A_ROW', 'FAILURES_IN_A_ROW'])
})

test('a fourth failure of executions that were open already is not told again', async () => {
  const open = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  for (const id of open) {
    await acts.open(id)
    await acts.arm(`${id}-A`)
    await acts.record(`${id}-A`, 'REJECTED')
    await acts.record(`${id}-B`, 'DENIED')
  }
  for (const id of open) await acts.close(id)
  expect(await readCodes()).toEqual(['FAILURES_IN_A_ROW'])
})

test('a day that lost its limit halts the desk; up to it the desk goes on', async () => {
  await lose(60)
  await lose(39.99)
  expect(await readTrading()).toBe('RUN')
  await lose(0.01)
  expect(await readTrading()).toBe('HALT_NEW')
  expect(await readCodes()).toEqual(['DAY_LOSS'])
})

test('what was won that day counts against what was lost, and yesterday does not count', async () => {
  await lose(-50)
  const yesterday = await lose(90)
  const bookedAt = new Date(Date.now() - 86_400_000)
  await ledger.database.execution.update({ where: { id: yesterday }, data: { bookedAt } })
  await lose(149.99)
  expect(await readTrading()).toBe('RUN')
  await lose(0.01)
  expect(await readTrading()).toBe('HALT_NEW')
})

test('a person may go on after the limit; the next loss halts again, a win does not', async () => {
  await lose(120)
  await acts.control('RUN')
  await lose(-5)
  expect(await readTrading()).toBe('RUN')
  await lose(1)
  expect(await readTrading()).toBe('HALT_NEW')
  await acts.control('HALT_NEW')
  expect(await readCodes()).toEqual(['DAY_LOSS', 'DAY_LOSS'])
})

test('a loss on paper does not halt a desk that is live', async () => {
  await acts.control('RUN', DESK, 'paper')
  const id = randomUUID()
  await acts.open(id, { venue: 'paper' })
  for (const role of ['A', 'B']) {
    await acts.arm(`${id}-${role}`)
    await acts.accept(`${id}-${role}`)
  }
  await acts.close(id)
  await acts.control('RUN', DESK, 'live')
  await acts.settle(`${id}-A`, 'lost', '0')
  await acts.settle(`${id}-B`, 'lost', '0')
  expect(await readTrading()).toBe('RUN')
  await acts.control('RUN', DESK, 'paper')
  await lose(1, 'paper')
  expect(await readTrading()).toBe('HALT_NEW')
})

test('a broken audit chain stops every click of every desk, and is told once', async () => {
  await ledger.ask(ledgerControl, {
    deskId: 'other',
    change: { trading: 'RUN' },
    actor: 'operator',
    reason: null,
  })
  const heard = vi.fn<(body: unknown) => void>()
  const chainLedger = {
    database: ledger.served,
    publish: (_: object, body: unknown) => heard(body),
  }
  const { end: point } = await checkChain(chainLedger, START)
  expect(point.sequence).toBeGreaterThan(10)
  expect(heard).not.toHaveBeenCalled()
  await succeed()
  const tampered = point.sequence + 2
  await ledger.database.$transaction([
    ledger.database.$executeRaw`ALTER TABLE "audit_chain" DISABLE TRIGGER audit_chain_append_only`,
    ledger.database
      .$executeRaw`UPDATE "audit_chain" SET "details" = '{}' WHERE "sequence" = ${tampered}`,
    ledger.database.$executeRaw`ALTER TABLE "audit_chain" ENABLE TRIGGER audit_chain_append_only`,
  ])
  for (const from of [point, START])
    expect((await checkChain(chainLedger, from)).end).toMatchObject({ sequence: tampered - 1 })
  expect(await readTrading()).toBe('HALT_ALL')
  expect(await readTrading('other')).toBe('HALT_ALL')
  expect(heard).toHaveBeenCalledTimes(2)
  for (const deskId of [DESK, 'other'])
    expect(await readCodes(deskId)).toEqual(['AUDIT_CHAIN_BROKEN'])
  await acts.control('RUN')
  await checkChain(chainLedger, point)
  expect(await readTrading()).toBe('HALT_ALL')
})
