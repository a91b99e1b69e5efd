import { legPlace, type LegPlan } from '@surefoot/shared'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { killNow } from '../src/chromium/process-end.ts'
import { createAccount, SLOW } from './account.ts'
import { authorize, pickQuote, readLeg } from './legs.ts'
import { readMainChromium } from './read-chromium.ts'
import { openStand, type House, type Stand } from './stand.ts'

const WITHIN = { deadlineMs: 40_000 }
let stand: Stand
beforeAll(async () => {
  stand = await openStand({ desks: ['north-desk', 'south-desk'] })
})
afterAll(() => stand[Symbol.asyncDispose]())

let opened: ReturnType<typeof createAccount> | undefined
afterEach(async () => {
  // Some tests have killed it.
  await opened?.close().catch(() => undefined)
  await stand.clearKnobs()
})

const place = (plan: LegPlan) => stand.bus.request(legPlace, plan, WITHIN)

async function openAt(house: House) {
  const deskId = `${house}-desk`
  const account = createAccount(stand, deskId, house)
  await account.openQuoted()
  opened = account
  return {
    account,
    bet: async (change: Partial<LegPlan> = {}) =>
      authorize(stand, await pickQuote(stand, account.quotes(), house), { deskId, ...change }),
    kill: async () => killNow(await readMainChromium(join(stand.profilesDir, deskId, 'A'))),
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

  it('past the deadline of the leg is unknown', async () => {
    const { bet } = await openAt('south')
    await stand.setKnob({ kind: 'pend', house: 'south', ms: 20_000 })
    const plan = await bet({ deadline: new Date(Date.now() + 4000).toISOString() })
    expect(await place(plan)).toMatchObject({ ok: true, state: 'UNKNOWN' })
    expect((await readLeg(stand, plan)).state).toBe('UNKNOWN')
  })

  it('is unknown if the browser is killed while it is held', async () => {
    const { bet, kill } = await openAt('south')
    await stand.setKnob({ kind: 'pend', house: 'south', ms: 3000 })
    const plan = await bet({ deadline: new Date(Date.now() + 6000).toISOString() })
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

  it('is unknown if the answer is lost, and is in the book once', async () => {
    const { bet, betsOn, kill } = await openAt('north')
    await stand.setKnob({ kind: 'delay', house: 'north', ms: 1500 })
    await stand.setKnob({ kind: 'lose-answer', house: 'north' })
    const plan = await bet()
    const placing = place(plan)
    await vi.waitFor(async () => expect(await betsOn(plan)).toHaveLength(1), SLOW)
    await kill()
    expect(await placing).toMatchObject({ ok: true, state: 'UNKNOWN' })
    expect(await betsOn(plan)).toHaveLength(1)
  })
})
