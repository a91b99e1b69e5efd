import { randomUUID } from 'node:crypto'
import {
  deskChanged,
  ledgerChain,
  ledgerClose,
  ledgerDesk,
  ledgerExecution,
  ledgerJournal,
} from '@surefoot/shared/messages'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createActs, DESK, planLeg, receipt } from './builders.ts'
import { openLedger, type TestLedger } from './open-ledger.ts'

let ledger: TestLedger
let acts: ReturnType<typeof createActs>
const heard = vi.fn<(body: unknown) => void>()

beforeAll(async () => {
  ledger = await openLedger()
  acts = createActs(ledger)
  await ledger.bus.subscribe(deskChanged, heard)
})
afterAll(() => ledger[Symbol.asyncDispose]())
beforeEach(async () => {
  await ledger.database
    .$executeRaw`TRUNCATE "execution_audit_log", "hedge_events", "legs", "permits", "leases", "system_log"`
  await acts.startTrading()
})

/** Lone leg A: A accepted, B refused by us. */
async function openLone(): Promise<string> {
  const id = randomUUID()
  await acts.open(id)
  await acts.arm(`${id}-A`)
  await acts.accept(`${id}-A`)
  await acts.record(`${id}-B`, 'DENIED')
  await acts.hedge(id, 'triggered')
  return id
}

async function readTrading(): Promise<string> {
  const desk = await ledger.ask(ledgerDesk, { deskId: DESK })
  return desk.ok ? desk.control.trading : desk.code
}

async function readLog(): Promise<{ code: string; executionId?: string | undefined }[]> {
  const journal = await ledger.ask(ledgerJournal, { deskId: DESK, limit: 10 })
  return journal.ok ? journal.log : []
}

async function readKinds(executionId: string): Promise<string[]> {
  const chain = await ledger.ask(ledgerChain, { executionId, limit: 20 })
  return chain.ok ? chain.events.map(({ kind }) => kind) : []
}

const toldOf = (trading: string) =>
  vi.waitFor(
    () =>
      expect(heard).toHaveBeenLastCalledWith(
        expect.objectContaining({ deskId: DESK, control: expect.objectContaining({ trading }) }),
      ),
    { timeout: 120_000 },
  )

test('a lone leg that is left to a person halts its desk once, says so and announces it', async () => {
  const id = await openLone()
  expect(await acts.hedge(id, 'escalated')).toMatchObject({ ok: true, created: true })
  expect(await readTrading()).toBe('HALT_NEW')
  expect(await readLog()).toMatchObject([{ code: 'HEDGE_LEFT_TO_PERSON', executionId: id }])
  expect((await readKinds(id)).slice(0, 2)).toEqual(['hedge.escalated', 'desk.controlled'])
  await toldOf('HALT_NEW')
  await acts.control('RUN')
  expect(await acts.hedge(id, 'escalated')).toMatchObject({ ok: true, created: false })
  expect(await readTrading()).toBe('RUN')
})

test('a lone leg that is left to a person does not loosen a desk that is halted wholly', async () => {
  const id = await openLone()
  await acts.control('HALT_ALL')
  expect(await acts.hedge(id, 'escalated')).toMatchObject({ created: true })
  expect(await readTrading()).toBe('HALT_ALL')
})

test('nothing is escalated while the hedge may cover the lone leg, or has', async () => {
  const id = await openLone()
  await acts.hedge(id, 'planned', planLeg(id, 'H'))
  const refused = { code: 'NOT_LONE' }
  expect(await acts.hedge(id, 'escalated')).toMatchObject(refused)
  await acts.arm(`${id}-H`)
  expect(await acts.hedge(id, 'escalated')).toMatchObject(refused)
  await acts.accept(`${id}-H`)
  expect(await acts.hedge(id, 'escalated')).toMatchObject(refused)
  expect(await readTrading()).toBe('RUN')
})

test('a lone leg whose hedge was refused is escalated', async () => {
  const id = await openLone()
  await acts.hedge(id, 'planned', planLeg(id, 'H'))
  await acts.arm(`${id}-H`)
  await acts.record(`${id}-H`, 'REJECTED')
  expect(await acts.hedge(id, 'escalated')).toMatchObject({ ok: true, created: true })
})

const END = {
  REJECTED: async (legId: string) => {
    await acts.arm(legId)
    return acts.record(legId, 'REJECTED')
  },
  ABSENT: async (legId: string) => {
    await acts.arm(legId)
    await acts.record(legId, 'UNKNOWN')
    return acts.record(legId, 'ABSENT', { evidence: { openBets: [] } })
  },
  VOID: (legId: string) => acts.record(legId, 'VOID'),
  DENIED: (legId: string) => acts.record(legId, 'DENIED'),
}

test.each(['REJECTED', 'ABSENT', 'VOID', 'DENIED'] as const)(
  'a bet that is taken after its leg ended as %s stops every click, and the leg stays',
  async (state) => {
    const id = randomUUID()
    await acts.open(id)
    expect(await END[state](`${id}-A`)).toMatchObject({ changed: true })
    const before = await ledger.ask(ledgerExecution, { executionId: id })
    const late = { receipt: receipt({ betReference: `late-${id}`, raw: 'a\u0000b' }) }
    const replies = await Promise.all(
      Array.from({ length: 3 }, () => acts.record(`${id}-A`, 'ACCEPTED', late)),
    )
    for (const reply of replies)
      expect(reply).toMatchObject({ ok: true, changed: false, leg: { state } })
    expect(await ledger.ask(ledgerExecution, { executionId: id })).toEqual(before)
    expect(await readTrading()).toBe('HALT_ALL')
    expect((await readKinds(id)).slice(0, 3)).toEqual([
      'late_receipt',
      'desk.controlled',
      'leg.recorded',
    ])
    expect(await readLog()).toMatchObject([{ code: 'RECEIPT_AFTER_END', executionId: id }])
    await toldOf('HALT_ALL')
    await acts.control('RUN')
    await acts.record(`${id}-A`, 'ACCEPTED', late)
    expect(await readTrading()).toBe('RUN')
  },
)

test('a bet that is taken after its execution was closed also stops a desk that opens nothing new', async () => {
  const id = randomUUID()
  await acts.open(id)
  await acts.record(`${id}-A`, 'DENIED')
  await acts.record(`${id}-B`, 'DENIED')
  await ledger.ask(ledgerClose, { executionId: id, errorMessage: null })
  await acts.control('HALT_NEW')
  const closed = await ledger.ask(ledgerExecution, { executionId: id })
  await acts.accept(`${id}-B`)
  expect(await readTrading()).toBe('HALT_ALL')
  expect(await ledger.ask(ledgerExecution, { executionId: id })).toEqual(closed)
})
