import { randomUUID } from 'node:crypto'
import { ledgerChain, ledgerDesk, ledgerExecution, ledgerJournal } from '@surefoot/shared/messages'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { bareReceipt, createActs, DESK, receipt } from './builders.ts'
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
    .$executeRaw`TRUNCATE "execution_audit_log", "hedge_events", "legs", "permits", "leases"`
  await acts.startTrading()
})

const RAW = '{"status":"accepted","ref":"B-9","stake":10000,"price":2.1}'
const WRONG = [
  ['the stake in hundredths', { stake: '10000.00' }, 'STAKE_OVER_PERMIT'],
  ['odds below the least', { odds: '1.89' }, 'ODDS_UNDER_PERMIT'],
  ['odds in thousandths', { odds: '2100' }, 'ODDS_IMPLAUSIBLE'],
  ['another selection', { selectionId: 'another' }, 'OTHER_SELECTION'],
  ['a bet of the day before', { placedAt: '2020-01-01T00:00:00.000Z' }, 'OLDER_BET'],
] as const

async function openArmed(): Promise<string> {
  const id = randomUUID()
  await acts.open(id)
  await acts.arm(`${id}-A`)
  return id
}

async function linksOf(executionId: string): Promise<string[]> {
  const chain = await ledger.ask(ledgerChain, { executionId, limit: 500 })
  if (!chain.ok) throw new Error(chain.message)
  return chain.events.map(({ kind }) => kind)
}

test.each(WRONG)(
  'an answer with %s leaves its leg unknown and halts the desk',
  async (_, change, code) => {
    const id = await openArmed()
    const taken = receipt({ betReference: `B-${id}`, raw: RAW, ...change })
    expect(await acts.record(`${id}-A`, 'ACCEPTED', { receipt: taken })).toMatchObject({
      changed: true,
      leg: {
        state: 'UNKNOWN',
        receipt: { state: 'UNKNOWN', stake: null, odds: null, code, raw: RAW },
      },
    })
    expect(await ledger.ask(ledgerExecution, { executionId: id })).toMatchObject({
      execution: { legA_status: 'timeout', stakeA: '100.00' },
    })
    expect(await ledger.ask(ledgerDesk, { deskId: DESK })).toMatchObject({
      control: { trading: 'HALT_NEW' },
    })
    const journal = await ledger.ask(ledgerJournal, { deskId: DESK, limit: 10 })
    expect(journal).toMatchObject({
      log: expect.arrayContaining([expect.objectContaining({ code })]),
    })
    // Nothing is built on it: B gets no permit.
    expect(await acts.arm(`${id}-B`)).toMatchObject({ ok: false, code: 'A_NOT_ACCEPTED' })
  },
)

test('a doubted answer that comes after the leg became unknown is kept once and halts the desk', async () => {
  const id = await openArmed()
  await acts.record(`${id}-A`, 'UNKNOWN')
  const taken = receipt({ betReference: `B-${id}`, stake: '100.01', raw: RAW })
  for (let time = 0; time < 2; time += 1)
    expect(await acts.record(`${id}-A`, 'ACCEPTED', { receipt: taken })).toMatchObject({
      changed: false,
      leg: { state: 'UNKNOWN' },
    })
  expect((await linksOf(id)).filter((kind) => kind === 'doubted_answer')).toHaveLength(1)
  expect(await ledger.ask(ledgerDesk, { deskId: DESK })).toMatchObject({
    control: { trading: 'HALT_NEW' },
  })
})

test('an answer that its executor doubted halts the desk as well', async () => {
  const id = await openArmed()
  const doubted = receipt({
    state: 'UNKNOWN',
    stake: null,
    odds: null,
    betReference: null,
    raw: RAW,
  })
  const change = { receipt: { ...doubted, code: 'OLDER_BET', message: 'It was listed before.' } }
  expect(await acts.record(`${id}-A`, 'UNKNOWN', change)).toMatchObject({ changed: true })
  // Who asked for the leg records the same reply.
  expect(await acts.record(`${id}-A`, 'UNKNOWN', change)).toMatchObject({ changed: false })
  expect(await ledger.ask(ledgerDesk, { deskId: DESK })).toMatchObject({
    control: { trading: 'HALT_NEW' },
  })
  expect(await linksOf(id)).not.toContain('doubted_answer')
})

test('a bet found in a list is held against the permit too, and a person may take it', async () => {
  const id = await openArmed()
  await acts.record(`${id}-A`, 'UNKNOWN')
  const found = { receipt: receipt({ betReference: `B-${id}`, odds: '1.5' }) }
  const evidence = { bet: { betReference: `B-${id}` } }
  expect(await acts.record(`${id}-A`, 'ACCEPTED', { ...found, evidence })).toMatchObject({
    leg: { state: 'UNKNOWN' },
  })
  await acts.record(`${id}-A`, 'ESCALATED')
  expect(await acts.record(`${id}-A`, 'ACCEPTED', { ...found, evidence })).toMatchObject({
    leg: { state: 'ESCALATED' },
  })
  const byPerson = { ...found, by: 'operator', evidence: { note: 'The bookmaker shows it so.' } }
  expect(await acts.record(`${id}-A`, 'ACCEPTED', byPerson)).toMatchObject({
    changed: true,
    leg: { state: 'ACCEPTED', receipt: { odds: '1.5' } },
  })
})

test('a later answer that names the bet of a doubted one by its reference alone is an older bet', async () => {
  const [first, second] = [await openArmed(), randomUUID()]
  const betReference = `B-${first}`
  await acts.record(`${first}-A`, 'ACCEPTED', {
    receipt: receipt({ betReference, stake: '10000.00', raw: RAW }),
  })
  await acts.startTrading()
  await acts.open(second)
  await acts.arm(`${second}-A`)
  const named = bareReceipt({ betReference })
  expect(await acts.record(`${second}-A`, 'ACCEPTED', { receipt: named })).toMatchObject({
    leg: { state: 'UNKNOWN', receipt: { code: 'OLDER_BET', namedReference: betReference } },
  })
  // The list shows whose it is, and the leg that it is of takes it.
  const record = await ledger.ask(ledgerExecution, { executionId: first })
  if (!record.ok) throw new Error(record.message)
  const found = receipt({ betReference, selectionId: record.legs[0]?.selectionId })
  expect(await acts.record(`${first}-A`, 'ACCEPTED', { receipt: found })).toMatchObject({
    changed: true,
    leg: { state: 'ACCEPTED', receipt: { betReference } },
  })
})

test('a bare reference is nobody’s while an earlier leg of the account may be a bet that nobody can name', async () => {
  const [first, second] = [await openArmed(), randomUUID()]
  await acts.record(`${first}-A`, 'UNKNOWN')
  await acts.open(second)
  await acts.arm(`${second}-A`)
  const bare = bareReceipt({ betReference: `B-${second}` })
  expect(await acts.record(`${second}-A`, 'ACCEPTED', { receipt: bare })).toMatchObject({
    leg: { state: 'UNKNOWN', receipt: { code: 'WHOSE_BET', namedReference: `B-${second}` } },
  })
  // It is no fault of the contract: the desk goes on, and the list shows on what the bet is.
  expect(await ledger.ask(ledgerDesk, { deskId: DESK })).toMatchObject({
    control: { trading: 'RUN' },
  })
  const record = await ledger.ask(ledgerExecution, { executionId: second })
  if (!record.ok) throw new Error(record.message)
  const { selectionId } = record.legs[0] ?? {}
  const found = receipt({ betReference: `B-${second}`, selectionId })
  expect(await acts.record(`${second}-A`, 'ACCEPTED', { receipt: found })).toMatchObject({
    leg: { state: 'ACCEPTED', receipt: { betReference: `B-${second}` } },
  })
})

test('a bet that is a leg’s already stays so, whatever the doubted answer to another leg names', async () => {
  const [first, second] = [await openArmed(), randomUUID()]
  const taken = { receipt: receipt({ betReference: `B-${first}` }) }
  await acts.record(`${first}-A`, 'ACCEPTED', taken)
  await acts.open(second)
  await acts.arm(`${second}-A`)
  const older = receipt({ betReference: `B-${first}`, stake: '10000.00' })
  await acts.record(`${second}-A`, 'ACCEPTED', { receipt: older })
  await acts.startTrading()
  expect(await acts.record(`${first}-A`, 'ACCEPTED', taken)).toMatchObject({
    leg: { state: 'ACCEPTED' },
  })
  expect(await linksOf(first)).not.toContain('doubted_answer')
  expect(await ledger.ask(ledgerDesk, { deskId: DESK })).toMatchObject({
    control: { trading: 'RUN' },
  })
})

test('also if the doubted answer came when its leg was unknown already', async () => {
  const [first, second] = [await openArmed(), randomUUID()]
  const betReference = `B-${first}`
  await acts.record(`${first}-A`, 'UNKNOWN')
  const doubted = receipt({ betReference, stake: '10000.00', raw: RAW })
  await acts.record(`${first}-A`, 'ACCEPTED', { receipt: doubted })
  await acts.startTrading()
  await acts.open(second)
  await acts.arm(`${second}-A`)
  const named = { receipt: bareReceipt({ betReference }) }
  expect(await acts.record(`${second}-A`, 'ACCEPTED', named)).toMatchObject({
    leg: { state: 'UNKNOWN', receipt: { code: 'OLDER_BET' } },
  })
})
