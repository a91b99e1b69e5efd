import { randomUUID } from 'node:crypto'
import { ledgerLease, ledgerStatements, type LegPlan } from '@surefoot/shared/messages'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { betOf, createActs, DESK } from './builders.ts'
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
    .$executeRaw`TRUNCATE "execution_audit_log", "hedge_events", "legs", "permits", "leases", "statements", "account_evidence"`
  await ledger.database.account.updateMany({ data: { providerId: null } })
  await acts.control('RUN')
  for (const account of ['A', 'B']) await hold(account)
})

/** The lease alone: the browser has read nothing yet. */
const hold = (account: string, holder = 'executor-1', ttlMs = 60_000) =>
  ledger.ask(ledgerLease, { resource: `account:${DESK}:${account}`, holder, ttlMs })

async function open(change: Partial<LegPlan> = {}): Promise<string> {
  const id = randomUUID()
  await acts.open(id, { A: change, B: change })
  return id
}

const countPermits = () => ledger.database.permit.count()

describe('a live permit', () => {
  test('is refused while a provider’s lists were never readable, and names account, provider and what is missing', async () => {
    const id = await open()
    expect(await acts.arm(`${id}-A`)).toMatchObject({ code: 'EVIDENCE_MISSING' })
    await acts.report('A')
    const why = 'of the open bets, the answer is not JSON'
    await acts.report('B', { missing: [{ part: 'lists', why }] })
    const refused = await acts.arm(`${id}-A`)
    expect(refused).toMatchObject({ code: 'EVIDENCE_MISSING' })
    for (const named of ['Account B', 'south', 'lists of bets', why, 'version 1', 'teach'])
      expect(!refused.ok && refused.message).toContain(named)
    expect(await countPermits()).toBe(0)
    await acts.report('B')
    expect(await acts.arm(`${id}-A`)).toMatchObject({ ok: true })
  })

  test('is refused in a new version of the contract until all was read again', async () => {
    for (const account of ['A', 'B'] as const) await acts.report(account)
    const id = await open({ contractVersion: 2 })
    expect(await acts.arm(`${id}-A`)).toMatchObject({ code: 'EVIDENCE_MISSING' })
    await acts.report('A', { contractVersion: 2 })
    expect(await acts.arm(`${id}-A`)).toMatchObject({ code: 'EVIDENCE_MISSING' })
    await acts.report('B', { contractVersion: 2 })
    expect(await acts.arm(`${id}-A`)).toMatchObject({ ok: true })
  })

  test('of a first bet needs the browser that trades to have read; one that covers it does not wait for that', async () => {
    for (const account of ['A', 'B'] as const) await acts.report(account)
    const covered = await open()
    await acts.arm(`${covered}-A`)
    await acts.accept(`${covered}-A`)
    await hold('B', 'executor-1', 0)
    await hold('B', 'executor-2')
    const id = await open()
    expect(await acts.arm(`${id}-A`)).toMatchObject({ code: 'EVIDENCE_MISSING' })
    const asNew = { executorId: 'executor-2', epoch: 2 }
    expect(await acts.arm(`${covered}-B`, asNew)).toMatchObject({ ok: true })
    await acts.accept(`${covered}-B`)
    await acts.report('B', asNew)
    expect(await acts.arm(`${id}-A`)).toMatchObject({ ok: true })
  })

  test('is not helped by the report of a browser that has lost the account', async () => {
    await acts.report('A')
    await hold('B', 'executor-1', 0)
    await hold('B', 'executor-2')
    expect(await acts.report('B')).toMatchObject({ code: 'STALE_LEASE' })
    const id = await open()
    expect(await acts.arm(`${id}-A`)).toMatchObject({ code: 'EVIDENCE_MISSING' })
  })

  test('on paper needs nothing read', async () => {
    await acts.control('RUN', DESK, 'paper')
    const id = randomUUID()
    await acts.open(id, { venue: 'paper' })
    expect(await acts.arm(`${id}-A`)).toMatchObject({ ok: true })
  })
})

describe('bets at a provider that the account has left', () => {
  test('are listed as not watched, until a statement of that provider settles them', async () => {
    for (const account of ['A', 'B'] as const) await acts.report(account)
    const id = await acts.openAccepted()
    const moveTo = (providerId: string) =>
      ledger.database.account.updateMany({ where: { account: 'A' }, data: { providerId } })
    const unwatched = async () => {
      const reply = await ledger.ask(ledgerStatements, { deskId: DESK })
      return reply.ok ? reply.unwatched : reply
    }
    await moveTo('north')
    expect(await unwatched()).toEqual([])
    await moveTo('west')
    await acts.state('A', [])
    const left = { account: 'A', providerId: 'north', movedTo: 'west', bets: 1, stake: '100.00' }
    expect(await unwatched()).toEqual([left])
    const ended = betOf(`${id}-A`, { status: 'won', returned: '210.00' })
    expect(await acts.state('A', [ended])).toMatchObject({ settled: [] })
    expect(await acts.state('A', [ended], undefined, 'north')).toMatchObject({
      settled: [`${id}-A`],
    })
    expect(await unwatched()).toEqual([])
  })
})
