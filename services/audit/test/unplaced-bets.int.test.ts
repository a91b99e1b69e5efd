/** A bet that the ledger cannot place is never dropped and never "placed by hand": a link, an alarm, and no more clicks. */
import { randomUUID } from 'node:crypto'
import {
  deskChanged,
  ledgerChain,
  ledgerDesk,
  ledgerExecution,
  ledgerExposure,
  ledgerJournal,
  type Bet,
} from '@surefoot/shared/messages'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { verifyRecords } from '../src/chain/verify-records.ts'
import { betOf, createActs, DESK, receipt } from './builders.ts'
import { openLedger, type TestLedger } from './open-ledger.ts'

let ledger: TestLedger
let acts: ReturnType<typeof createActs>

beforeAll(async () => {
  ledger = await openLedger()
  acts = createActs(ledger)
})
afterAll(() => ledger[Symbol.asyncDispose]())
beforeEach(async () => {
  await ledger.database.$executeRaw`
    TRUNCATE "execution_audit_log", "hedge_events", "legs", "permits", "leases", "system_log", "statements"`
  await acts.startTrading()
})

const readTrading = async () => {
  const desk = await ledger.ask(ledgerDesk, { deskId: DESK })
  return desk.ok ? desk.control.trading : desk.code
}

/** The links of this test about bets without a leg, newest first. */
async function readUnplaced(legId: string) {
  const chain = await ledger.ask(ledgerChain, { limit: 50 })
  if (!chain.ok) throw new Error(chain.message)
  expect(chain.isIntact).toBe(true)
  return chain.events.filter(
    ({ kind, details }) =>
      (kind === 'bet.unplaced' || kind === 'late_receipt') && details['legId'] === legId,
  )
}

async function readAlarms(): Promise<string[]> {
  const journal = await ledger.ask(ledgerJournal, { deskId: DESK, limit: 50 })
  const codes = journal.ok ? journal.log.map(({ code }) => code) : []
  return codes.filter((code) => code === 'BET_UNPLACED' || code === 'RECEIPT_AFTER_END')
}

/** A desk that is halted wholly, with one link and one alarm; a person's RUN is not undone by the same again. */
async function expectAlarm(legId: string, cause: string, repeat: () => Promise<unknown>) {
  expect(await readTrading()).toBe('HALT_ALL')
  expect(await readUnplaced(legId)).toMatchObject([{ details: { cause } }])
  expect(await readAlarms()).toEqual([cause === 'after_end' ? 'RECEIPT_AFTER_END' : 'BET_UNPLACED'])
  await acts.control('RUN')
  await repeat()
  expect(await readTrading()).toBe('RUN')
  expect(await readUnplaced(legId)).toHaveLength(1)
}

const readExternal = async (bets: readonly Bet[], account: 'A' | 'B' = 'A') => {
  const reply = await acts.state(account, bets)
  if (!reply.ok) throw new Error(reply.message)
  return reply.statement
}

describe('a receipt', () => {
  test('that names a second bet of an accepted leg halts all; the leg keeps its first', async () => {
    const id = await acts.openAccepted()
    const before = await ledger.ask(ledgerExecution, { executionId: id })
    const again = () => acts.accept(`${id}-A`, 'second')
    expect(await again()).toMatchObject({ changed: false, leg: { state: 'ACCEPTED' } })
    expect(await ledger.ask(ledgerExecution, { executionId: id })).toEqual(before)
    await expectAlarm(`${id}-A`, 'second_bet', again)
  })

  test.each([{ stake: '25.00' }, { odds: '1.5' }])(
    'that repeats the reference with another stake or odds (%o) halts all',
    async (other) => {
      const id = await acts.openAccepted()
      const change = { betReference: `bet-${id}-A`, ...other }
      const again = () => acts.record(`${id}-A`, 'ACCEPTED', { receipt: receipt(change) })
      expect(await again()).toMatchObject({ changed: false })
      await expectAlarm(`${id}-A`, 'second_bet', again)
    },
  )

  test('that repeats what was accepted is harmless, in other digits and without what it leaves out', async () => {
    const id = await acts.openAccepted()
    for (const change of [{}, { stake: '100' }, { odds: '2.10' }, { stake: null, odds: null }]) {
      const same = receipt({ betReference: `bet-${id}-A`, ...change })
      const reply = await acts.record(`${id}-A`, 'ACCEPTED', { receipt: same })
      expect(reply).toMatchObject({ changed: false, leg: { state: 'ACCEPTED' } })
    }
    expect(await readTrading()).toBe('RUN')
    expect(await readUnplaced(`${id}-A`)).toEqual([])
  })

  test('of a leg that has no permit halts all: a commit may be lost', async () => {
    const id = randomUUID()
    await acts.open(id)
    const again = () => acts.accept(`${id}-A`)
    expect(await again()).toMatchObject({ changed: false, leg: { state: 'AUTHORIZED' } })
    await expectAlarm(`${id}-A`, 'never_armed', again)
    const found = await verifyRecords(ledger.database)
    expect(found.filter(({ subject }) => subject.includes(id))).toEqual([])
  })

  test('of a leg that the ledger does not hold is refused, and halts all', async () => {
    const legId = `${randomUUID()}-A`
    const heard = vi.fn<(body: unknown) => void>()
    const listening = await ledger.bus.subscribe(deskChanged, heard)
    const again = () => acts.accept(legId)
    expect(await again()).toMatchObject({ ok: false, code: 'NOT_FOUND' })
    await vi.waitFor(
      () => expect(heard).toHaveBeenCalledWith(expect.objectContaining({ deskId: DESK })),
      { timeout: 120_000 },
    )
    await listening.stop()
    await expectAlarm(legId, 'unknown_leg', again)
  })

  test('of such a leg halts the desk alone that it names, or that its execution is of', async () => {
    await acts.control('RUN', 'other')
    const [named, lost] = [`${randomUUID()}-A`, await acts.openAccepted()]
    await acts.record(named, 'ACCEPTED', { receipt: receipt(), deskId: DESK, account: 'A' })
    expect(await readTrading()).toBe('HALT_ALL')
    await acts.control('RUN')
    await acts.accept(`${lost}-H`)
    expect(await readTrading()).toBe('HALT_ALL')
    expect(await ledger.ask(ledgerDesk, { deskId: 'other' })).toMatchObject({
      control: { trading: 'RUN' },
    })
  })

  test('that names nothing is kept too, after a statement has shown the bet', async () => {
    const id = randomUUID()
    await acts.open(id)
    await acts.arm(`${id}-A`)
    await acts.record(`${id}-A`, 'REJECTED')
    await readExternal([betOf(`${id}-A`)])
    await acts.control('RUN')
    const bare = receipt({ betReference: null, stake: null, odds: null })
    await acts.record(`${id}-A`, 'ACCEPTED', { receipt: bare })
    expect(await readTrading()).toBe('HALT_ALL')
    expect((await readUnplaced(`${id}-A`)).map(({ kind }) => kind)).toEqual([
      'late_receipt',
      'bet.unplaced',
    ])
  })

  test('that says no, or that nothing is known, is no acceptance: nothing is halted', async () => {
    const id = await acts.openAccepted()
    for (const to of ['REJECTED', 'UNKNOWN', 'PENDING'] as const) {
      const no = receipt({ state: to, betReference: 'other' })
      await acts.record(`${id}-A`, to, { receipt: no })
      await acts.record(`${randomUUID()}-A`, to, { receipt: no })
    }
    expect(await readTrading()).toBe('RUN')
  })
})

const END = {
  REJECTED: (legId: string) => acts.record(legId, 'REJECTED'),
  ABSENT: async (legId: string) => {
    await acts.record(legId, 'UNKNOWN')
    return acts.record(legId, 'ABSENT', { evidence: { openBets: [] } })
  },
}

describe('a bet in a statement', () => {
  test.each(['REJECTED', 'ABSENT'] as const)(
    'on a selection whose leg had a permit and ended as %s is ours: all is halted, and it counts as exposure',
    async (state) => {
      const id = randomUUID()
      await acts.open(id)
      await acts.arm(`${id}-A`)
      await END[state](`${id}-A`)
      const bets = [betOf(`${id}-A`)]
      expect(await readExternal(bets)).toMatchObject({
        external: [],
        unplaced: [{ legId: `${id}-A`, betReference: `bet-${id}-A` }],
        externalStake: '100.00',
      })
      expect(await ledger.ask(ledgerExposure, { deskId: DESK })).toMatchObject({
        A: { total: '100.00' },
      })
      await expectAlarm(`${id}-A`, 'after_end', () => readExternal(bets))
      expect(await readExternal(bets)).toMatchObject({ external: [], unplaced: [{}] })
    },
  )

  test('that a receipt had named before its leg ended is ours too, and one that ended so', async () => {
    const id = randomUUID()
    await acts.open(id)
    await acts.arm(`${id}-A`)
    const pending = receipt({ state: 'PENDING', betReference: 'named' })
    await acts.record(`${id}-A`, 'PENDING', { receipt: pending })
    await acts.record(`${id}-A`, 'REJECTED')
    const bets = [betOf('named', { betReference: 'named', status: 'lost', returned: '0' })]
    expect(await readExternal(bets)).toMatchObject({ unplaced: [{}], externalStake: '0.00' })
    await expectAlarm(`${id}-A`, 'after_end', () => readExternal(bets))
  })

  test('on the selection of an accepted bet is its twin', async () => {
    const id = await acts.openAccepted()
    const own = betOf(`${id}-A`)
    const bets = [own, { ...own, betReference: 'twin' }]
    expect(await readExternal(bets)).toMatchObject({
      external: [],
      unplaced: [{ betReference: 'twin', legId: `${id}-A` }],
      externalStake: '100.00',
    })
    await expectAlarm(`${id}-A`, 'twin', () => readExternal(bets))
  })

  test('that a receipt could not be placed for is not called external afterwards', async () => {
    const legId = `${randomUUID()}-A`
    await acts.accept(legId, 'lost')
    await acts.control('RUN')
    const bets = [betOf('nobody', { betReference: 'lost' })]
    expect(await readExternal(bets)).toMatchObject({ external: [], unplaced: [{ legId }] })
    expect(await readTrading()).toBe('RUN')
  })

  test("on a selection that never had a permit is a person's", async () => {
    const id = randomUUID()
    await acts.open(id)
    await acts.record(`${id}-A`, 'DENIED')
    const bets = [betOf('by-hand'), betOf(`${id}-A`)]
    expect(await readExternal(bets)).toMatchObject({ external: [{}, {}], unplaced: [] })
    expect(await readTrading()).toBe('RUN')
  })

  test("that was listed before the permit stays a person's, and so does one that is far older or later", async () => {
    const id = randomUUID()
    const bets = [betOf(`${id}-A`)]
    await readExternal(bets)
    await acts.open(id)
    await acts.arm(`${id}-A`)
    await acts.record(`${id}-A`, 'REJECTED')
    const at = (ms: number) => new Date(Date.now() + ms).toISOString()
    const others = [
      betOf(`${id}-A`, { betReference: 'older', placedAt: at(-3_600_000) }),
      betOf(`${id}-A`, { betReference: 'later', placedAt: at(2 * 3_600_000) }),
    ]
    expect(await readExternal([...bets, ...others])).toMatchObject({
      external: [{}, {}, {}],
      unplaced: [],
    })
    expect(await readTrading()).toBe('RUN')
  })

  test('that the bookmaker voided is no bet', async () => {
    const id = randomUUID()
    await acts.open(id)
    await acts.arm(`${id}-A`)
    await acts.record(`${id}-A`, 'REJECTED')
    await readExternal([betOf(`${id}-A`, { status: 'void', returned: '100.00' })])
    expect(await readTrading()).toBe('RUN')
  })

  test('of one reference at another provider is not the one that could not be placed', async () => {
    const id = await acts.openAccepted()
    await acts.accept(`${id}-A`, 'second')
    await acts.control('RUN')
    await ledger.database.account.updateMany({ data: { providerId: 'west' } })
    expect(await readExternal([betOf('second')])).toMatchObject({ external: [{}], unplaced: [] })
    await ledger.database.account.updateMany({ data: { providerId: null } })
  })
})
