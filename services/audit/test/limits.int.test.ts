/** What a provider takes of a stake is kept as a limit, until an operator forgets it. */
import { randomUUID } from 'node:crypto'
import {
  ledgerAdopt,
  ledgerChain,
  ledgerLimitForget,
  ledgerLimits,
  limitChanged,
  readLimits,
  type LimitChange,
} from '@surefoot/shared/messages'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { verifyRecords } from '../src/chain/verify-records.ts'
import { betOf, createActs, DESK, planLeg, receipt } from './builders.ts'
import { openLedger, type TestLedger } from './open-ledger.ts'

let ledger: TestLedger
let acts: ReturnType<typeof createActs>
const published: LimitChange[] = []

beforeAll(async () => {
  ledger = await openLedger()
  acts = createActs(ledger)
  await ledger.bus.subscribe(limitChanged, (change) => void published.push(change))
})
afterAll(() => ledger[Symbol.asyncDispose]())
beforeEach(async () => {
  await ledger.database.$executeRaw`
    TRUNCATE "execution_audit_log", "hedge_events", "legs", "permits", "leases", "statements", "learnt_limits"`
  await acts.startTrading()
})

const limits = async () => {
  const reply = await readLimits((body) => ledger.ask(ledgerLimits, body), DESK)
  if (!reply.ok) throw new Error(reply.message)
  return reply.limits
}
const forget = (legId: string, by = 'anna') =>
  ledger.ask(ledgerLimitForget, { deskId: DESK, legId, by })
/** The leg's own bet, with this stake. */
const took = (legId: string, stake: string) => ({
  receipt: receipt({ stake, betReference: `bet-${legId}` }),
})
const linksOf = async (kind: string) => {
  const chain = await ledger.ask(ledgerChain, { limit: 500 })
  if (!chain.ok) throw new Error(chain.message)
  expect(chain.isIntact).toBe(true)
  return chain.events.filter((event) => event.kind === kind)
}

/** Leg A of a new execution, for which the provider was asked to take 100.00 and took this. The account is free again. */
async function take(stake: string, change?: Parameters<typeof acts.open>[1]): Promise<string> {
  const id = randomUUID()
  await acts.open(id, change)
  await acts.arm(`${id}-A`)
  const taken = await acts.record(`${id}-A`, 'ACCEPTED', took(`${id}-A`, stake))
  expect(taken).toMatchObject({ changed: true, leg: { state: 'ACCEPTED' } })
  return `${id}-A`
}

const OF_A = {
  deskId: DESK,
  account: 'A',
  providerId: 'north',
  sport: 'tennis',
  market: 'match_winner',
}

describe('a limit is learnt', () => {
  test('when less than the permit’s stake is accepted, with its link and its event', async () => {
    const legId = await take('2.5')
    const limit = { ...OF_A, legId, stake: '2.50', asked: '100.00', since: expect.any(String) }
    expect(await limits()).toEqual([limit])
    const { since: _, ...details } = limit
    const [link] = await linksOf('limit.learnt')
    expect(link).toMatchObject({ executionId: legId.slice(0, 36), details })
    await expect.poll(() => published.at(-1)).toEqual({ deskId: DESK, limit, isForgotten: false })
  })

  test('of the smallest stake that was accepted: a larger one changes nothing', async () => {
    await take('40.00')
    const lowest = await take('2.50')
    await take('30.00')
    expect(await limits()).toMatchObject([{ legId: lowest, stake: '2.50' }])
  })

  test('of a hedge leg too, for its own account', async () => {
    const id = randomUUID()
    await acts.open(id)
    await acts.arm(`${id}-A`)
    await acts.accept(`${id}-A`)
    await acts.record(`${id}-B`, 'DENIED')
    await acts.hedge(id, 'triggered')
    await acts.hedge(id, 'planned', planLeg(id, 'H'))
    await acts.arm(`${id}-H`)
    await acts.record(`${id}-H`, 'ACCEPTED', took(`${id}-H`, '12.00'))
    expect(await limits()).toMatchObject([{ legId: `${id}-H`, account: 'A', stake: '12.00' }])
  })

  test('when an operator finds that an escalated leg was taken for less', async () => {
    const legId = await leaveToOperator()
    const found = { ...took(legId, '7.00'), by: 'anna', evidence: { note: 'Seen.' } }
    expect(await acts.record(legId, 'ACCEPTED', found)).toMatchObject({ changed: true })
    expect(await limits()).toMatchObject([{ legId, account: 'B', stake: '7.00' }])
  })

  test('and is there after a restart, as are those that do not fit into one page', async () => {
    await ledger.database.$executeRaw`
      INSERT INTO "learnt_limits" ("deskId", "account", "providerId", "sport", "market", "legId", "stake", "asked", "since")
      SELECT ${DESK}, 'A', 'north', 'sport ' || n, 'total', gen_random_uuid() || '-A', 1, 2, now()
      FROM generate_series(1, 1200) n`
    const legId = await take('2.50')
    await using restarted = await openLedger({ url: ledger.url })
    const reply = await readLimits((body) => restarted.ask(ledgerLimits, body), DESK)
    const found = reply.ok ? reply.limits : []
    expect(new Set(found.map((limit) => limit.legId)).size).toBe(1201)
    expect(found).toContainEqual(expect.objectContaining({ legId, stake: '2.50' }))
  })
})

describe('no limit is learnt', () => {
  test('of a stake that was accepted whole, and on paper', async () => {
    await take('100.00')
    const id = randomUUID()
    await acts.control('RUN', DESK, 'paper')
    await acts.open(id, { venue: 'paper' })
    await acts.arm(`${id}-A`)
    const onPaper = { receipt: receipt({ stake: '2.50', paper: true, betReference: null }) }
    expect(await acts.record(`${id}-A`, 'ACCEPTED', onPaper)).toMatchObject({ changed: true })
    expect(await limits()).toEqual([])
  })

  test('of a bet that an operator adopts: they may have placed less by hand', async () => {
    const legId = await leaveToOperator()
    const bet = betOf(legId, { betReference: 'BY-HAND', stake: '7.00' })
    await acts.state('B', [bet])
    const adopted = await ledger.ask(ledgerAdopt, {
      executionId: legId.slice(0, 36),
      account: 'B',
      betReference: 'BY-HAND',
      legId,
      by: 'anna',
      note: 'Seen in the list.',
    })
    expect(adopted).toMatchObject({ changed: true, leg: { receipt: { stake: '7.00' } } })
    expect(await limits()).toEqual([])
  })
})

describe('a limit is forgotten', () => {
  test('by an operator, whose name is in the chain; a second click changes nothing', async () => {
    const legId = await take('2.50')
    const before = (await linksOf('limit.forgotten')).length
    expect(await forget(legId)).toMatchObject({ ok: true, forgotten: true })
    expect(await forget(legId, 'ben')).toMatchObject({ ok: true, forgotten: false })
    expect(await limits()).toEqual([])
    const links = await linksOf('limit.forgotten')
    expect(links).toHaveLength(before + 1)
    expect(links[0]).toMatchObject({ details: { ...OF_A, legId, stake: '2.50', by: 'anna' } })
    await expect.poll(() => published.at(-1)).toMatchObject({ limit: { legId }, isForgotten: true })
  })

  test('and the receipt that arrives again does not bring it back; less that is accepted later does', async () => {
    const legId = await take('2.50')
    await forget(legId)
    const again = await acts.record(legId, 'ACCEPTED', took(legId, '2.50'))
    expect(again).toMatchObject({ changed: false })
    expect(await limits()).toEqual([])
    const later = await take('50.00')
    expect(await limits()).toMatchObject([{ legId: later, stake: '50.00' }])
  })

  test('by the leg that names it alone: a late click forgets no lower one, nor one of another desk', async () => {
    const first = await take('40.00')
    const lower = await take('2.50')
    expect(await forget(first)).toMatchObject({ code: 'NOT_FOUND' })
    const stranger = { deskId: 'other', legId: lower, by: 'anna' }
    expect(await ledger.ask(ledgerLimitForget, stranger)).toMatchObject({ code: 'NOT_FOUND' })
    expect(await limits()).toMatchObject([{ legId: lower }])
  })
})

test('a limit that is changed, removed or written behind the chain is named', async () => {
  const legId = await take('2.50')
  const differing = async () =>
    (await verifyRecords(ledger.database)).filter(
      ({ subject }) => subject === `limit of leg ${legId}`,
    )
  expect(await differing()).toEqual([])
  const { database } = ledger
  await database.$executeRaw`UPDATE "learnt_limits" SET "stake" = 50`
  expect(await differing()).toMatchObject([{ message: expect.stringContaining('column stake is') }])
  await database.$executeRaw`TRUNCATE "learnt_limits"`
  expect(await differing()).toMatchObject([{ message: 'it is gone, its link is there' }])
})

/** Leg B of a new execution, escalated. */
async function leaveToOperator(): Promise<string> {
  const id = randomUUID()
  await acts.open(id)
  await acts.arm(`${id}-A`)
  await acts.accept(`${id}-A`)
  await acts.arm(`${id}-B`)
  await acts.record(`${id}-B`, 'UNKNOWN')
  await acts.record(`${id}-B`, 'ESCALATED')
  return `${id}-B`
}
