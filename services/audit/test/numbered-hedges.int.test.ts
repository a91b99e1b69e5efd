import { randomUUID } from 'node:crypto'
import { ledgerExecution, type LegPlan, type LegState } from '@surefoot/shared/messages'
import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { verifyRecords } from '../src/chain/verify-records.ts'
import { createActs, planLeg, receipt } from './builders.ts'
import { openLedger, type TestLedger } from './open-ledger.ts'

let ledger: TestLedger
let acts: ReturnType<typeof createActs>

beforeAll(async () => {
  ledger = await openLedger()
  acts = createActs(ledger)
})
afterAll(() => ledger[Symbol.asyncDispose]())
beforeEach(() => acts.startTrading())

/** The opposite of A at its own account. */
const atA = (id: string, change: Partial<LegPlan> = {}): LegPlan => planLeg(id, 'H', change)
/** B's selection at its account again. */
const atB = (id: string, change: Partial<LegPlan> = {}): LegPlan =>
  planLeg(id, 'H', {
    account: 'B',
    providerId: 'south',
    selectionId: `selection-${id}-B`,
    ...change,
  })
const second = (id: string) => ({ legId: `${id}-H2` })

/** Lone leg A: A accepted, B refused by us; its match may be shared. */
async function openLone(matchId?: string): Promise<string> {
  const id = randomUUID()
  await acts.open(id, matchId === undefined ? {} : { matchId })
  await acts.arm(`${id}-A`)
  await acts.accept(`${id}-A`)
  await acts.record(`${id}-B`, 'DENIED')
  await acts.hedge(id, 'triggered')
  return id
}

/** With a first hedge leg at account A that has come to this state. */
async function openHedged(state: LegState): Promise<string> {
  const id = await openLone()
  await acts.hedge(id, 'planned', atA(id))
  if (state === 'AUTHORIZED') return id
  await acts.arm(`${id}-H`)
  if (state === 'ARMED') return id
  if (state === 'ACCEPTED') await acts.record(`${id}-H`, 'ACCEPTED', { receipt: partly(id) })
  else if (state === 'ABSENT' || state === 'ESCALATED') {
    await acts.record(`${id}-H`, 'UNKNOWN')
    await acts.record(`${id}-H`, state, { evidence: { lists: 'read twice' } })
  } else await acts.record(`${id}-H`, state)
  return id
}

const partly = (id: string) => receipt({ stake: '10.00', odds: '1.9', betReference: `bet-${id}-H` })

describe('a second hedge leg', () => {
  test.each(['REJECTED', 'ABSENT'] as const)(
    'is planned and armed once the first is %s, with another id',
    async (state) => {
      const id = await openHedged(state)
      await acts.hedge(id, 'failed', undefined, { legId: `${id}-H` })
      expect(await acts.hedge(id, 'planned', atB(id, second(id)))).toMatchObject({ created: true })
      expect(await acts.arm(`${id}-H2`)).toMatchObject({ ok: true, permit: { legId: `${id}-H2` } })
      await acts.accept(`${id}-H2`)
      await acts.hedge(id, 'covered', undefined, second(id))
      expect(await acts.close(id)).toMatchObject({
        ok: true,
        legs: [{}, {}, { legId: `${id}-H`, state }, { legId: `${id}-H2`, state: 'ACCEPTED' }],
        hedgeEvents: [
          { step: 'triggered', legId: null },
          { step: 'planned', legId: `${id}-H` },
          { step: 'failed', legId: `${id}-H` },
          { step: 'planned', legId: `${id}-H2` },
          { step: 'covered', legId: `${id}-H2` },
        ],
      })
    },
  )

  test.each(['AUTHORIZED', 'ARMED', 'PENDING', 'UNKNOWN', 'ESCALATED'] as const)(
    'is not planned while the first is %s: that may still be a bet',
    async (state) => {
      const id = await openHedged(state)
      expect(await acts.hedge(id, 'planned', atB(id, second(id)))).toMatchObject({
        ok: false,
        code: 'LEG_EXISTS',
      })
    },
  )

  test('is not planned by the hedge service after one that was taken in part', async () => {
    const id = await openHedged('ACCEPTED')
    expect(await acts.hedge(id, 'planned', atB(id, second(id)))).toMatchObject({
      code: 'CONCLUDED',
    })
  })

  test('is not planned on the selection of the account that was just refused', async () => {
    const id = await openHedged('REJECTED')
    expect(await acts.hedge(id, 'planned', atA(id, second(id)))).toMatchObject({ code: 'TRIED' })
  })

  test('is the next one: no number is left out, and none is given twice', async () => {
    const id = await openHedged('REJECTED')
    expect(await acts.hedge(id, 'planned', atB(id, { legId: `${id}-H3` }))).toMatchObject({
      code: 'INVALID_LEG',
    })
    const replies = await Promise.all(
      Array.from({ length: 5 }, () => acts.hedge(id, 'planned', atB(id, second(id)))),
    )
    expect(replies.filter((reply) => reply.ok && reply.created)).toHaveLength(1)
    expect(replies.every((reply) => reply.ok && reply.legs.length === 4)).toBe(true)
  })

  test('keeps its execution open: a step of the first one is not the end of it', async () => {
    const id = await openHedged('REJECTED')
    await acts.hedge(id, 'planned', atB(id, second(id)))
    await acts.hedge(id, 'failed', undefined, { legId: `${id}-H` })
    await acts.arm(`${id}-H2`)
    await acts.record(`${id}-H2`, 'REJECTED')
    expect(await acts.close(id)).toMatchObject({ code: 'NOT_FINAL' })
    expect(await acts.hedge(id, 'escalated', undefined, second(id))).toMatchObject({ ok: true })
    expect(await acts.close(id)).toMatchObject({ ok: true })
  })
})

test('the database takes no hedge leg beside one that may still be a bet, whoever writes it', async () => {
  const id = await openHedged('UNKNOWN')
  const client = new Client({ connectionString: ledger.url })
  await client.connect()
  try {
    const copy = `INSERT INTO "legs" SELECT (jsonb_populate_record(leg, $2)).* FROM "legs" leg WHERE "id" = $1`
    const insert = (change: object) => client.query(copy, [`${id}-H`, JSON.stringify(change)])
    await expect(insert({ id: `${id}-H2`, state: 'AUTHORIZED' })).rejects.toThrow(
      'legs_open_hedge_key',
    )
    await expect(insert({ id: `${id}-H10`, state: 'REJECTED' })).rejects.toThrow('legs_id_check')
    await client.query('BEGIN')
    await insert({ id: `${id}-H2`, state: 'REJECTED' })
    await client.query('ROLLBACK')
  } finally {
    await client.end()
  }
})

describe("an operator's choice", () => {
  const BY = { by: 'ops' }

  /** Closed, with nothing that the hedge service could do. */
  async function openLeft(matchId?: string): Promise<string> {
    const id = await openLone(matchId)
    await acts.hedge(id, 'escalated')
    await acts.close(id)
    return id
  }

  test('opens the closed execution again, is placed like any hedge, and closes it covered', async () => {
    const id = await openLeft()
    expect(await acts.hedge(id, 'planned', atB(id), BY)).toMatchObject({
      created: true,
      execution: { closedAt: null, final_status: null },
      hedgeEvents: [{}, { step: 'escalated' }, { step: 'planned', details: BY }],
    })
    expect(await acts.close(id)).toMatchObject({ code: 'NOT_FINAL' })
    expect(await acts.arm(`${id}-H`)).toMatchObject({ ok: true })
    await acts.accept(`${id}-H`)
    expect(await acts.close(id)).toMatchObject({ code: 'NOT_FINAL' })
    await acts.hedge(id, 'covered', undefined, { legId: `${id}-H` })
    expect(await acts.close(id)).toMatchObject({ ok: true, execution: { final_status: 'failed' } })
  })

  test('that was refused may be followed by another one, on the same selection too', async () => {
    const id = await openLeft()
    await acts.hedge(id, 'planned', atB(id), BY)
    await acts.arm(`${id}-H`)
    await acts.record(`${id}-H`, 'REJECTED')
    expect(await acts.hedge(id, 'planned', atA(id, second(id)))).toMatchObject({
      code: 'CONCLUDED',
    })
    expect(await acts.hedge(id, 'planned', atB(id, second(id)), BY)).toMatchObject({
      code: 'NOT_OWNED',
    })
    expect(await acts.hedge(id, 'escalated', undefined, { legId: `${id}-H` })).toMatchObject({
      created: true,
    })
    expect(await acts.hedge(id, 'planned', atB(id, second(id)), BY)).toMatchObject({
      created: true,
    })
  })

  test('covers the rest of a hedge that was taken in part', async () => {
    const id = await openHedged('ACCEPTED')
    await acts.hedge(id, 'escalated', undefined, { legId: `${id}-H` })
    const rest = atB(id, { ...second(id), stake: '90.00' })
    expect(await acts.hedge(id, 'planned', rest, BY)).toMatchObject({ created: true })
    expect(await acts.arm(`${id}-H2`)).toMatchObject({ ok: true })
    await acts.record(`${id}-H2`, 'ACCEPTED', {
      receipt: receipt({ stake: '45.00', betReference: `bet-${id}-H2` }),
    })
    // Half of it was taken: that is not as authorised, so it may be left to an operator again.
    expect(await acts.hedge(id, 'escalated', undefined, second(id))).toMatchObject({
      created: true,
    })
  })

  test('is not taken while the hedge service has the exposure, nor where nothing is exposed', async () => {
    const id = await openLone()
    expect(await acts.hedge(id, 'planned', atB(id), BY)).toMatchObject({ code: 'NOT_OWNED' })
    const pair = await acts.openAccepted()
    await acts.hedge(pair, 'escalated')
    expect(await acts.hedge(pair, 'planned', atB(pair), BY)).toMatchObject({ code: 'NOT_LONE' })
  })

  test('does not open an execution again while another one of its match is open', async () => {
    const matchId = randomUUID()
    const id = await openLeft(matchId)
    await acts.startTrading()
    await acts.open(randomUUID(), { matchId })
    expect(await acts.hedge(id, 'planned', atB(id), BY)).toMatchObject({ code: 'MATCH_BUSY' })
    expect(await ledger.ask(ledgerExecution, { executionId: id })).toMatchObject({
      execution: { final_status: 'failed' },
    })
  })

  test('agrees with the chain, once it is closed again', async () => {
    const id = await openLeft()
    await acts.hedge(id, 'planned', atB(id), BY)
    expect(await verifyRecords(ledger.database)).toEqual([])
    await acts.record(`${id}-H`, 'DENIED')
    await acts.hedge(id, 'escalated', undefined, { legId: `${id}-H` })
    await acts.close(id)
    expect(await verifyRecords(ledger.database)).toEqual([])
  })
})
