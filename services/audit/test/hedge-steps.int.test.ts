import { randomUUID } from 'node:crypto'
import type { Receipt } from '@surefoot/shared'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
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

async function takeHedge(change: Partial<Receipt>): Promise<string> {
  const id = await openLone()
  await acts.hedge(id, 'planned', planLeg(id, 'H', { stake: '100.00', leastOdds: '1.9' }))
  await acts.arm(`${id}-H`)
  const taken = receipt({ stake: '100.00', odds: '1.9', betReference: `bet-${id}-H`, ...change })
  await acts.record(`${id}-H`, 'ACCEPTED', { receipt: taken })
  return id
}

test.each<[string, Partial<Receipt>]>([
  ['less stake', { stake: '99.99' }],
  ['lower odds', { odds: '1.89' }],
])('a hedge that was taken with %s than authorised may be left to a person', async (_, change) => {
  const id = await takeHedge(change)
  expect(await acts.hedge(id, 'escalated')).toMatchObject({ ok: true, created: true })
})

test.each<[string, Partial<Receipt>]>([
  ['as authorised', {}],
  ['at better odds', { odds: '2' }],
])('a hedge that was taken %s is never left to a person', async (_, change) => {
  const id = await takeHedge(change)
  expect(await acts.hedge(id, 'escalated')).toMatchObject({ ok: false, code: 'NOT_LONE' })
})

test.each(['escalated', 'held', 'covered'] as const)(
  'no hedge is planned for a lone leg that is %s: someone else has dealt with it',
  async (step) => {
    const id = await openLone()
    await acts.hedge(id, step)
    expect(await acts.hedge(id, 'planned', planLeg(id, 'H'))).toMatchObject({
      ok: false,
      code: 'CONCLUDED',
    })
  },
)

test.each(['A', 'B'] as const)(
  'a hedge may be planned and armed at account %s',
  async (account) => {
    const id = await openLone()
    const providerId = account === 'A' ? 'north' : 'south'
    const plan = planLeg(id, 'H', { account, providerId })
    expect(await acts.hedge(id, 'planned', plan)).toMatchObject({ ok: true, created: true })
    expect(await acts.arm(`${id}-H`)).toMatchObject({ ok: true, permit: { legId: `${id}-H` } })
  },
)
