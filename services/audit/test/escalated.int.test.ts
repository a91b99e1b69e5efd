import { randomUUID } from 'node:crypto'
import { ledgerChain, ledgerDesk, ledgerExposure } from '@surefoot/shared/messages'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createActs, DESK, planLeg, receipt } from './builders.ts'
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

const BY_PERSON = { by: 'operator', reason: 'Read at the bookmaker.' }
const NOTE = { evidence: { note: 'Neither in the open bets nor in the history.' } }

/** Leg A accepted, leg B left to a person. */
async function openEscalated(): Promise<string> {
  const id = randomUUID()
  await acts.open(id)
  await acts.arm(`${id}-A`)
  await acts.accept(`${id}-A`)
  await acts.arm(`${id}-B`)
  await acts.record(`${id}-B`, 'UNKNOWN')
  await acts.record(`${id}-B`, 'ESCALATED')
  return id
}

async function readTrading(): Promise<string> {
  const desk = await ledger.ask(ledgerDesk, { deskId: DESK })
  return desk.ok ? desk.control.trading : desk.code
}

test('a person who finds the bet names it; the execution closes, and only RUN ends the halt', async () => {
  const id = await openEscalated()
  const nameless = receipt({ betReference: null })
  expect(
    await acts.record(`${id}-B`, 'ACCEPTED', { ...BY_PERSON, receipt: nameless }),
  ).toMatchObject({ code: 'NO_RECEIPT' })
  const found = receipt({ betReference: 'S-9', stake: '95.00' })
  expect(await acts.record(`${id}-B`, 'ACCEPTED', { ...BY_PERSON, receipt: found })).toMatchObject({
    changed: true,
    leg: { state: 'ACCEPTED', receipt: { betReference: 'S-9' }, reason: BY_PERSON.reason },
  })
  expect(await acts.close(id)).toMatchObject({ execution: { final_status: 'success' } })
  expect(await readTrading()).toBe('HALT_NEW')
  expect(await acts.open(randomUUID())).toMatchObject({ code: 'HALTED' })
  await acts.control('RUN')
  expect(await acts.open(randomUUID())).toMatchObject({ ok: true })
})

test('a person who finds no bet says why; then the other leg is lone and can be hedged', async () => {
  const id = await openEscalated()
  expect(await acts.record(`${id}-B`, 'ABSENT', BY_PERSON)).toMatchObject({ code: 'NO_EVIDENCE' })
  expect(await acts.record(`${id}-B`, 'ABSENT', { ...BY_PERSON, evidence: {} })).toMatchObject({
    code: 'NO_EVIDENCE',
  })
  expect(await acts.record(`${id}-B`, 'ABSENT', { ...BY_PERSON, ...NOTE })).toMatchObject({
    changed: true,
    leg: { state: 'ABSENT' },
  })
  expect(await ledger.ask(ledgerExposure, { deskId: DESK })).toMatchObject({ B: { total: '0.00' } })
  const chain = await ledger.ask(ledgerChain, { executionId: id, limit: 1 })
  expect(chain).toMatchObject({ events: [{ details: { by: 'operator', ...NOTE } }] })
  await acts.hedge(id, 'triggered')
  await acts.hedge(id, 'planned', planLeg(id, 'H'))
  expect(await readTrading()).toBe('HALT_NEW')
  expect(await acts.arm(`${id}-H`)).toMatchObject({ ok: true })
  await acts.accept(`${id}-H`)
  await acts.hedge(id, 'covered')
  expect(await acts.close(id)).toMatchObject({ execution: { final_status: 'failed' } })
  expect(await readTrading()).toBe('HALT_NEW')
})

test('a service that comes with its proof of absence afterwards changes nothing; one that found the bet does', async () => {
  const id = await openEscalated()
  const proof = { evidence: { proof: 'No bet on the selection, read twice.' } }
  expect(await acts.record(`${id}-B`, 'ABSENT', proof)).toMatchObject({
    changed: false,
    leg: { state: 'ESCALATED' },
  })
  expect(await acts.record(`${id}-B`, 'ACCEPTED', { receipt: receipt({}) })).toMatchObject({
    changed: true,
    leg: { state: 'ACCEPTED' },
  })
})

test('a bet that is another leg’s cannot be named, and a decision is made once', async () => {
  const id = await openEscalated()
  const other = randomUUID()
  await acts.control('RUN')
  await acts.open(other)
  await acts.arm(`${other}-A`)
  await acts.accept(`${other}-A`)
  await acts.arm(`${other}-B`)
  await acts.accept(`${other}-B`, 'S-9')
  const named = { ...BY_PERSON, receipt: receipt({ betReference: 'S-9' }) }
  expect(await acts.record(`${id}-B`, 'ACCEPTED', named)).toMatchObject({ code: 'BET_CLAIMED' })
  await acts.record(`${id}-B`, 'ABSENT', { ...BY_PERSON, ...NOTE })
  const late = await acts.record(`${id}-B`, 'ABSENT', { ...BY_PERSON, ...NOTE })
  expect(late).toMatchObject({ changed: false })
})

test('a leg that is escalated keeps no new executor from its work', async () => {
  await openEscalated()
  const next = randomUUID()
  await acts.control('RUN')
  await acts.open(next)
  await acts.arm(`${next}-A`)
  await acts.accept(`${next}-A`)
  await acts.lease('B', { ttlMs: 0 })
  await acts.lease('B', { holder: 'other' })
  expect(await acts.arm(`${next}-B`, { executorId: 'other', epoch: 2 })).toMatchObject({ ok: true })
})
