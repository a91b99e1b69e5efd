import { randomUUID } from 'node:crypto'
import { ledgerExecution, ledgerResize } from '@surefoot/shared/messages'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createActs, inFuture, planLeg, receipt } from './builders.ts'
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

/** Lone leg A: A accepted, B rejected by its provider. */
async function openLone(id: string): Promise<void> {
  await acts.open(id)
  await acts.arm(`${id}-A`)
  await acts.accept(`${id}-A`)
  await acts.record(`${id}-B`, 'DENIED')
}

test('a permit repeats what was authorised, and the leg is ARMED with the balance before', async () => {
  const id = randomUUID()
  await acts.open(id)
  const reply = await acts.arm(`${id}-A`)
  expect(reply).toMatchObject({
    ok: true,
    permit: {
      legId: `${id}-A`,
      selectionId: `selection-${id}-A`,
      stake: '100.00',
      leastOdds: '1.9',
      venue: 'live',
      safeMode: false,
      livesMs: 5000,
    },
  })
  const record = await ledger.ask(ledgerExecution, { executionId: id })
  expect(record).toMatchObject({ legs: [{ state: 'ARMED', balanceBefore: '500.00' }, {}] })
})

test('a permit never outlives the deadline of its leg', async () => {
  // On a busy machine the deadline may be past before the permit is asked for.
  const reply = await vi.waitFor(async () => {
    const id = randomUUID()
    await acts.open(id, { A: { deadline: inFuture(2000) } })
    const given = await acts.arm(`${id}-A`)
    expect(given).toMatchObject({ ok: true })
    return given
  }, 120_000)
  expect(reply.ok && reply.permit.livesMs).toBeLessThanOrEqual(2000)
})

test('of twenty requests to arm one leg at once, exactly one gets a permit', async () => {
  const id = randomUUID()
  await acts.open(id)
  const replies = await Promise.all(Array.from({ length: 20 }, () => acts.arm(`${id}-A`)))
  expect(replies.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await ledger.database.permit.count()).toBe(1)
  for (const reply of replies.filter(({ ok }) => !ok))
    expect(reply).toMatchObject({ code: 'NOT_AUTHORIZED' })
})

test('an attempt whose reply was lost gets no second permit', async () => {
  const [first, second] = [randomUUID(), randomUUID()]
  await acts.open(first)
  await acts.open(second)
  const nonce = randomUUID()
  expect(await acts.arm(`${first}-A`, { nonce })).toMatchObject({ ok: true })
  expect(await acts.arm(`${first}-A`, { nonce })).toMatchObject({ code: 'NOT_AUTHORIZED' })
  expect(await acts.arm(`${second}-A`, { nonce })).toMatchObject({ code: 'NOT_AUTHORIZED' })
})

test('a leg past its deadline by the database clock gets no permit', async () => {
  const id = randomUUID()
  await acts.open(id, { A: { deadline: inFuture(-1) } })
  expect(await acts.arm(`${id}-A`)).toMatchObject({ ok: false, code: 'DEADLINE' })
})

test('an executor without the lease, or with an old epoch of it, gets no permit', async () => {
  const id = randomUUID()
  await acts.open(id)
  expect(await acts.arm(`${id}-A`, { executorId: 'other' })).toMatchObject({ code: 'STALE_LEASE' })
  expect(await acts.arm(`${id}-A`, { epoch: 2 })).toMatchObject({ code: 'STALE_LEASE' })
  await acts.lease('A', { ttlMs: 0 })
  expect(await acts.arm(`${id}-A`)).toMatchObject({ code: 'STALE_LEASE' })
  expect(await acts.lease('A', { holder: 'other' })).toMatchObject({ ok: true, epoch: 2 })
  expect(await acts.arm(`${id}-A`)).toMatchObject({ code: 'STALE_LEASE' })
  expect(await acts.arm(`${id}-A`, { executorId: 'other', epoch: 2 })).toMatchObject({ ok: true })
})

test('a new executor gets no permit until what its predecessor may have submitted is known', async () => {
  const [submitted, next] = [randomUUID(), randomUUID()]
  await acts.open(submitted)
  await acts.open(next)
  await acts.arm(`${submitted}-A`)
  await acts.lease('A', { ttlMs: 0 })
  await acts.lease('A', { holder: 'other' })
  const arm = (legId: string) => acts.arm(legId, { executorId: 'other', epoch: 2 })
  expect(await arm(`${next}-A`)).toMatchObject({ code: 'NOT_RECONCILED' })
  await acts.record(`${submitted}-A`, 'PENDING', {
    receipt: receipt({ state: 'PENDING', betReference: 'N-7' }),
  })
  expect(await arm(`${next}-A`)).toMatchObject({ code: 'NOT_RECONCILED' })
  await acts.record(`${submitted}-A`, 'UNKNOWN')
  expect(await arm(`${next}-A`)).toMatchObject({ code: 'NOT_RECONCILED' })
  await acts.accept(`${submitted}-A`, 'N-7')
  expect(await arm(`${next}-A`)).toMatchObject({ ok: true })
})

test('what one executor of an account has in hand does not keep it from more, nor the other account', async () => {
  const [first, second] = [randomUUID(), randomUUID()]
  await acts.open(first)
  await acts.open(second)
  await acts.arm(`${first}-A`)
  expect(await acts.arm(`${second}-A`)).toMatchObject({ ok: true })
  await acts.accept(`${first}-A`)
  await acts.lease('A', { ttlMs: 0 })
  await acts.lease('A', { holder: 'other' })
  expect(await acts.arm(`${first}-B`)).toMatchObject({ ok: true })
})

test('the database itself lets no leg have two permits', async () => {
  const id = randomUUID()
  await acts.open(id)
  await acts.arm(`${id}-A`)
  const permit = await ledger.database.permit.findFirstOrThrow()
  const again = { ...permit, id: randomUUID(), nonce: randomUUID() }
  await expect(ledger.database.permit.create({ data: again })).rejects.toMatchObject({
    code: 'P2002',
  })
})

test('after HALT_NEW leg A gets no permit, but a leg B whose A was accepted does', async () => {
  const [begun, waiting] = [randomUUID(), randomUUID()]
  await acts.open(begun)
  await acts.open(waiting)
  await acts.arm(`${begun}-A`)
  await acts.accept(`${begun}-A`)
  await acts.control('HALT_NEW')
  expect(await acts.arm(`${waiting}-A`)).toMatchObject({ code: 'HALTED' })
  expect(await acts.arm(`${begun}-B`)).toMatchObject({ ok: true })
})

test('after HALT_ALL nothing gets a permit, not even a hedge', async () => {
  const id = randomUUID()
  await openLone(id)
  await acts.hedge(id, 'planned', planLeg(id, 'H'))
  await acts.control('HALT_ALL')
  expect(await acts.arm(`${id}-H`)).toMatchObject({ code: 'HALTED' })
})

test('leg B gets no permit unless leg A was accepted', async () => {
  const id = randomUUID()
  await acts.open(id)
  expect(await acts.arm(`${id}-B`)).toMatchObject({ code: 'A_NOT_ACCEPTED' })
  await acts.arm(`${id}-A`)
  await acts.record(`${id}-A`, 'UNKNOWN')
  expect(await acts.arm(`${id}-B`)).toMatchObject({ code: 'A_NOT_ACCEPTED' })
})

test('a hedge gets a permit only for a leg that stands alone for sure', async () => {
  const id = randomUUID()
  await acts.open(id)
  await acts.hedge(id, 'planned', planLeg(id, 'H'))
  expect(await acts.arm(`${id}-H`)).toMatchObject({ code: 'NOT_LONE' })
  await acts.arm(`${id}-A`)
  await acts.accept(`${id}-A`)
  await acts.arm(`${id}-B`)
  await acts.record(`${id}-B`, 'UNKNOWN')
  expect(await acts.arm(`${id}-H`)).toMatchObject({ code: 'NOT_LONE' })
  await acts.record(`${id}-B`, 'ABSENT', { evidence: { openBets: [] } })
  expect(await acts.arm(`${id}-H`)).toMatchObject({ ok: true })
})

test('no hedge gets a permit when both legs were accepted', async () => {
  const id = randomUUID()
  await acts.open(id)
  for (const role of ['A', 'B']) {
    await acts.arm(`${id}-${role}`)
    await acts.accept(`${id}-${role}`)
  }
  await acts.hedge(id, 'planned', planLeg(id, 'H'))
  expect(await acts.arm(`${id}-H`)).toMatchObject({ code: 'NOT_LONE' })
})

test('an account gets no second permit on a selection that another open execution bets on', async () => {
  const [first, second] = [randomUUID(), randomUUID()]
  await acts.open(first, { A: { selectionId: 'same' } })
  await acts.open(second, { A: { selectionId: 'same' } })
  expect(await acts.arm(`${second}-A`)).toMatchObject({ code: 'SELECTION_BUSY' })
  await acts.record(`${first}-A`, 'DENIED')
  expect(await acts.arm(`${second}-A`)).toMatchObject({ ok: true })
})

test('a leg that was re-sized over a cap gets no permit; a hedge passes at the cap', async () => {
  const id = randomUUID()
  await acts.open(id, { stake: '600.00' })
  const resize = (legId: string, stake: string) =>
    ledger.ask(ledgerResize, { legId, stake, leastOdds: '1.8', by: 'test' })
  await resize(`${id}-A`, '1000.01')
  expect(await acts.arm(`${id}-A`)).toMatchObject({ code: 'OVER_CAP' })
  await resize(`${id}-A`, '1000.00')
  expect(await acts.arm(`${id}-A`)).toMatchObject({
    ok: true,
    permit: { stake: '1000.00', leastOdds: '1.8' },
  })
  const whole = receipt({ stake: '1000.00', betReference: `bet-${id}-A` })
  await acts.record(`${id}-A`, 'ACCEPTED', { receipt: whole })
  await acts.record(`${id}-B`, 'DENIED')
  await acts.hedge(id, 'planned', planLeg(id, 'H', { stake: '950.00' }))
  expect(await acts.arm(`${id}-H`)).toMatchObject({ ok: true })
  expect(await resize(`${id}-A`, '1.00')).toMatchObject({ code: 'NOT_AUTHORIZED' })
})

/** All at once. On a busy machine the ledger gives up rather than answer late: who got no answer asks again. */
async function armAll(ids: readonly string[]): Promise<unknown[]> {
  const permits: unknown[] = []
  for (let left = ids; left.length > 0;) {
    const answers = await Promise.allSettled(left.map((id) => acts.arm(`${id}-A`)))
    for (const answer of answers)
      if (answer.status === 'fulfilled' && answer.value.ok) permits.push(answer.value.permit)
    left = left.filter((_, at) => answers[at]?.status === 'rejected')
  }
  return permits
}

test('fifty legs that are armed at once never pass the cap together', async () => {
  const ids = Array.from({ length: 50 }, () => randomUUID())
  for (const id of ids) await acts.open(id, { stake: '100.00' })
  for (const id of ids)
    await ledger.ask(ledgerResize, {
      legId: `${id}-A`,
      stake: '200.00',
      leastOdds: '1.9',
      by: 'test',
    })
  expect(await armAll(ids)).toEqual([])
  for (const id of ids.slice(25)) await acts.record(`${id}-A`, 'DENIED')
  expect((await armAll(ids)).length).toBeLessThanOrEqual(25)
  const armed = await ledger.database.leg.findMany({ where: { state: 'ARMED' } })
  expect(armed.reduce((sum, { stake }) => sum + stake.toNumber(), 0)).toBe(5000)
})

test('once HALT_ALL is answered, no permit is given any more', async () => {
  const ids = Array.from({ length: 20 }, () => randomUUID())
  for (const id of ids) await acts.open(id)
  const arms = ids.map((id) => acts.arm(`${id}-A`))
  const halted = acts.control('HALT_ALL').then((reply) => (reply.ok ? reply.at : ''))
  await Promise.all(arms)
  const late = await ledger.database.permit.count({ where: { issuedAt: { gt: await halted } } })
  expect(late).toBe(0)
})

test('a simulated browser gets no permit outside safe mode', async () => {
  const id = randomUUID()
  await acts.open(id)
  expect(await acts.arm(`${id}-A`, { isSimulated: true })).toMatchObject({ code: 'SAFE_MODE' })
})

test('in safe mode caps are bypassed, and only a simulated browser gets a permit', async () => {
  await using safe = await openLedger({ isSafeMode: true })
  const own = createActs(safe)
  await own.startTrading()
  const id = randomUUID()
  expect(await own.open(id, { stake: '9000.00' })).toMatchObject({ ok: true })
  expect(await own.arm(`${id}-A`)).toMatchObject({ code: 'SAFE_MODE' })
  expect(await own.arm(`${id}-A`, { isSimulated: true })).toMatchObject({
    ok: true,
    permit: { safeMode: true },
  })
})
