import {
  betsRead,
  browserActs,
  ledgerControl,
  ledgerRecord,
  legPlace,
  type LegPlan,
} from '@surefoot/shared/messages'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { killNow } from '../../src/chromium/process-end.ts'
import { createAccount, SLOW } from '../support/account.ts'
import { authorize, endUnknown, pickQuote, readLeg } from '../support/legs.ts'
import { readMainChromium, readRenderers } from '../support/read-chromium.ts'
import { openStand, type House, type Stand } from '../support/stand.ts'

const WITHIN = { deadlineMs: 40_000 }
let stand: Stand
beforeAll(async () => {
  stand = await openStand({ desks: ['north-desk', 'south-desk'] })
})
afterAll(() => stand[Symbol.asyncDispose]())

let opened: ReturnType<typeof createAccount> | undefined
const plans: LegPlan[] = []
afterEach(async () => {
  // Until it is known what became of it, the next browser gets no permit.
  for (const plan of plans.splice(0)) await endUnknown(stand, plan)
  // Some tests have killed it.
  await opened?.close().catch(() => undefined)
  await stand.clearKnobs()
})

const reload = (id: ReturnType<typeof createAccount>['id']) =>
  stand.bus.request(browserActs, { ...id, acts: [{ do: 'reload' }] }, WITHIN)
const place = (plan: LegPlan) => stand.bus.request(legPlace, plan, WITHIN)

async function openAt(house: House) {
  const deskId = `${house}-desk`
  const account = createAccount(stand, deskId, house)
  await account.openQuoted()
  opened = account
  return {
    account,
    bet: async (change: Partial<LegPlan> = {}) => {
      const quote = await pickQuote(stand, account.quotes(), house)
      const plan = await authorize(stand, quote, { deskId, ...change })
      plans.push(plan)
      return plan
    },
    kill: async () => killNow(await readMainChromium(join(stand.profilesDir, deskId, 'A'))),
    crash: async () => {
      for (const pid of await readRenderers(join(stand.profilesDir, deskId, 'A'))) killNow(pid)
    },
    betsOn: async ({ selectionId }: LegPlan) =>
      (await stand.readBook(house)).filter((one) => one.selectionId === selectionId),
  }
}

describe('a bet that the provider holds', () => {
  it('is pending in the ledger until the provider has decided', async () => {
    const { bet } = await openAt('south')
    await stand.setKnob({ kind: 'pend', house: 'south', ms: 1500 })
    const plan = await bet()
    const placing = place(plan)
    await vi.waitFor(async () => expect((await readLeg(stand, plan)).state).toBe('PENDING'), SLOW)
    expect(await placing).toMatchObject({ ok: true, state: 'ACCEPTED' })
    expect((await readLeg(stand, plan)).state).toBe('ACCEPTED')
  })

  it('is decided and recorded before its browser is closed', async () => {
    const { account, bet, betsOn } = await openAt('south')
    await stand.setKnob({ kind: 'pend', house: 'south', ms: 8000 })
    const [plan, next] = [await bet(), await bet()]
    const placing = place(plan)
    await vi.waitFor(async () => expect((await readLeg(stand, plan)).state).toBe('PENDING'), SLOW)
    const closing = account.close()
    expect(await place(next)).toMatchObject({ ok: false, code: 'NOT_READY' })
    expect(await placing).toMatchObject({ ok: true, state: 'ACCEPTED' })
    expect((await readLeg(stand, plan)).state).toBe('ACCEPTED')
    expect(await closing).toEqual({ ok: true })
    expect(await betsOn(next)).toEqual([])
    await vi.waitFor(() => expect(account.status()?.isUp).toBe(false), SLOW)
  })

  it('and takes after its leg was ended otherwise is told to a person', async () => {
    const { account, bet } = await openAt('south')
    // The ledger halts the desk for it.
    onTestFinished(async () => {
      const { deskId } = account.id
      const asked = { deskId, change: { trading: 'RUN' as const }, actor: 'test', reason: null }
      await stand.bus.request(ledgerControl, asked, WITHIN)
    })
    await stand.setKnob({ kind: 'pend', house: 'south', ms: 3000 })
    const plan = await bet()
    const placing = place(plan)
    await vi.waitFor(async () => expect((await readLeg(stand, plan)).state).toBe('PENDING'), SLOW)
    for (const to of ['UNKNOWN', 'ABSENT'] as const)
      await stand.bus.request(
        ledgerRecord,
        {
          legId: plan.legId,
          to,
          by: 'test',
          reason: 'A wrong reading.',
          evidence: { reading: 'wrong' },
        },
        WITHIN,
      )
    const placed = await placing
    expect(placed).toMatchObject({ ok: true, state: 'ACCEPTED' })
    const receipt = placed.ok ? placed.receipt : undefined
    await vi.waitFor(
      () =>
        expect(stand.log).toContainEqual(
          expect.objectContaining({
            service: 'browser-executor',
            code: 'RECEIPT_AFTER_END',
            level: 'error',
            executionId: plan.executionId,
            details: { legId: plan.legId, receipt },
          }),
        ),
      { timeout: 120_000 },
    )
  })

  it('past the deadline of the leg is unknown', async () => {
    const { bet } = await openAt('south')
    await stand.setKnob({ kind: 'pend', house: 'south', ms: 60_000 })
    const plan = await bet({ deadline: new Date(Date.now() + 15_000).toISOString() })
    expect(await place(plan)).toMatchObject({ ok: true, state: 'UNKNOWN' })
    expect((await readLeg(stand, plan)).state).toBe('UNKNOWN')
  })

  it('is unknown if its page is loaded again while it is held, and is in the book once', async () => {
    const { account, bet, betsOn } = await openAt('south')
    await stand.setKnob({ kind: 'pend', house: 'south', ms: 3000 })
    const plan = await bet({ deadline: new Date(Date.now() + 15_000).toISOString() })
    const placing = place(plan)
    await vi.waitFor(async () => expect((await readLeg(stand, plan)).state).toBe('PENDING'), SLOW)
    await reload(account.id)
    expect(await placing).toMatchObject({ ok: true, state: 'UNKNOWN' })
    expect(await betsOn(plan)).toHaveLength(1)
  })

  it('is unknown if the browser is killed while it is held', async () => {
    const { bet, kill } = await openAt('south')
    await stand.setKnob({ kind: 'pend', house: 'south', ms: 3000 })
    const plan = await bet({ deadline: new Date(Date.now() + 15_000).toISOString() })
    const placing = place(plan)
    await vi.waitFor(async () => expect((await readLeg(stand, plan)).state).toBe('PENDING'), SLOW)
    await kill()
    expect(await placing).toMatchObject({ ok: true, state: 'UNKNOWN' })
    expect((await readLeg(stand, plan)).state).toBe('UNKNOWN')
  })
})

describe('a bet whose browser is killed before the answer', () => {
  it('is accepted if the answer comes all the same, and is in the book once', async () => {
    const { bet, betsOn, kill } = await openAt('north')
    await stand.setKnob({ kind: 'delay', house: 'north', ms: 1500 })
    const plan = await bet()
    const placing = place(plan)
    await vi.waitFor(async () => expect(await betsOn(plan)).toHaveLength(1), SLOW)
    await kill()
    expect(await placing).toMatchObject({ ok: true, state: 'ACCEPTED' })
    expect(await betsOn(plan)).toHaveLength(1)
    expect((await readLeg(stand, plan)).state).toBe('ACCEPTED')
  })

  it('is unknown if the answer is lost, and the next browser finds it among the bets, once', async () => {
    const { account, bet, betsOn, kill } = await openAt('north')
    await stand.setKnob({ kind: 'delay', house: 'north', ms: 1500 })
    await stand.setKnob({ kind: 'lose-answer', house: 'north' })
    const plan = await bet()
    const placing = place(plan)
    await vi.waitFor(async () => expect(await betsOn(plan)).toHaveLength(1), SLOW)
    await kill()
    expect(await placing).toMatchObject({ ok: true, state: 'UNKNOWN' })
    const [booked, ...others] = await betsOn(plan)
    expect(others).toEqual([])

    const { epoch: before = 0 } = account.status() ?? {}
    await vi.waitFor(() => expect(account.status()?.isUp).toBe(false), SLOW)
    await account.openQuoted()
    // Not before it is known what became of the first.
    expect(await place(await bet())).toMatchObject({
      ok: false,
      code: 'NOT_RECONCILED',
      message: expect.stringContaining('first find out'),
    })
    const reading = await stand.bus.request(betsRead, account.id, WITHIN)
    expect(reading.ok && reading.bets).toContainEqual(
      expect.objectContaining({ betReference: booked?.reference, selectionId: plan.selectionId }),
    )
    expect(account.status()?.epoch).toBeGreaterThan(before)
  })
})

describe('a bet whose page goes before the answer', () => {
  it('is accepted if the page is loaded again, since the answer is ours, and is placed once', async () => {
    const { account, bet, betsOn } = await openAt('north')
    await stand.setKnob({ kind: 'delay', house: 'north', ms: 1500 })
    const plan = await bet()
    const placing = place(plan)
    await vi.waitFor(async () => expect(await betsOn(plan)).toHaveLength(1), SLOW)
    await reload(account.id)
    expect(await placing).toMatchObject({ ok: true, state: 'ACCEPTED' })
    expect(await betsOn(plan)).toHaveLength(1)
  })

  it('is unknown if the page crashes and the answer is lost, and is in the book once', async () => {
    const { account, bet, betsOn, crash } = await openAt('north')
    await stand.setKnob({ kind: 'delay', house: 'north', ms: 1500 })
    await stand.setKnob({ kind: 'lose-answer', house: 'north' })
    const plan = await bet()
    const placing = place(plan)
    await vi.waitFor(async () => expect(await betsOn(plan)).toHaveLength(1), SLOW)
    await crash()
    expect(await placing).toMatchObject({ ok: true, state: 'UNKNOWN' })
    await vi.waitFor(
      () => expect(account.status()).toMatchObject({ isUp: false, reason: 'The page crashed.' }),
      SLOW,
    )
    expect(await betsOn(plan)).toHaveLength(1)
  })
})
