import {
  betsRead,
  browserActs,
  ledgerControl,
  legPlace,
  legPrepare,
  type LegPlan,
} from '@surefoot/shared/messages'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createAccount, SLOW } from '../support/account.ts'
import { authorize, pickQuote, readLeg } from '../support/legs.ts'
import { openStand, type Stand } from '../support/stand.ts'

const WITHIN = { deadlineMs: 40_000 }
let stand: Stand
beforeAll(async () => {
  stand = await openStand({ desks: ['north-desk', 'south-desk'] })
})
afterAll(() => stand[Symbol.asyncDispose]())

const place = (plan: LegPlan) => stand.bus.request(legPlace, plan, WITHIN)

describe.each([
  { house: 'north', deskId: 'north-desk', tabsToPlace: 2 },
  { house: 'south', deskId: 'south-desk', tabsToPlace: 3 },
] as const)('a leg at $house', ({ house, deskId, tabsToPlace }) => {
  let account: ReturnType<typeof createAccount>
  const bet = async (change: Partial<LegPlan> = {}): Promise<LegPlan> =>
    authorize(stand, await pickQuote(stand, account.quotes(), house), { deskId, ...change })
  const betsOn = async ({ selectionId }: LegPlan) =>
    (await stand.readBook(house)).filter((one) => one.selectionId === selectionId)

  const setVenue = (venue: 'paper' | 'live') =>
    stand.bus.request(
      ledgerControl,
      { deskId, change: { venue }, actor: 'test', reason: null },
      WITHIN,
    )

  beforeAll(async () => {
    account = createAccount(stand, deskId, house)
    await account.openQuoted()
  })

  it('is put on the slip and read back, and no money moves', async () => {
    const plan = await bet()
    const reply = await stand.bus.request(legPrepare, plan, WITHIN)
    expect(reply).toMatchObject({ ok: true, slip: { stake: '10.00', balance: '10000.00' } })
    expect(await betsOn(plan)).toEqual([])
  })

  it('is accepted once, and the ledger and the book agree', async () => {
    const plan = await bet()
    const reply = await place(plan)
    const [booked, ...others] = await betsOn(plan)
    expect(others).toEqual([])
    expect(reply).toMatchObject({
      ok: true,
      state: 'ACCEPTED',
      receipt: { betReference: booked?.reference, stake: booked?.stake, paper: false },
    })
    expect(await readLeg(stand, plan)).toMatchObject({
      state: 'ACCEPTED',
      receipt: { betReference: booked?.reference },
    })
  })

  it('whose answer is lost becomes unknown, never rejected, and is in the book once', async () => {
    await stand.setKnob({ kind: 'lose-answer', house })
    const plan = await bet()
    const reply = await place(plan)
    expect(reply).toMatchObject({ ok: true, state: 'UNKNOWN' })
    expect(await betsOn(plan)).toHaveLength(1)
    expect(await readLeg(stand, plan)).toMatchObject({ state: 'UNKNOWN' })
  })

  it('that the provider refuses is rejected, with its reason', async () => {
    await stand.setKnob({ kind: 'refuse', house, code: 'SUSPENDED' })
    const plan = await bet()
    expect(await place(plan)).toMatchObject({
      ok: true,
      state: 'REJECTED',
      receipt: { code: 'SUSPENDED' },
    })
    expect(await betsOn(plan)).toEqual([])
  })

  it('is placed once, though it is asked for twice', async () => {
    const plan = await bet()
    const replies = await Promise.all([place(plan), place(plan)])
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1)
    expect(replies).toContainEqual(expect.objectContaining({ code: 'NOT_AUTHORIZED' }))
    expect(await betsOn(plan)).toHaveLength(1)
  })

  it('on paper is not clicked', async () => {
    await setVenue('paper')
    const plan = await bet({ venue: 'paper' })
    await setVenue('live')
    expect(await place(plan)).toMatchObject({
      ok: true,
      state: 'ACCEPTED',
      receipt: { paper: true, stake: '10.00', odds: expect.stringMatching(/^\d/) },
    })
    expect(await betsOn(plan)).toEqual([])
  })

  it('that a person places by hand does not leave a watched browser, and that is told once', async () => {
    const plan = await bet()
    expect(await stand.bus.request(legPrepare, plan, WITHIN)).toMatchObject({ ok: true })
    stand.log.length = 0
    const keys = [...Array.from({ length: tabsToPlace }, () => 'Tab'), 'Enter']
    const acts = keys.map((key) => ({ do: 'press' as const, key }))
    await stand.bus.request(browserActs, { deskId, account: 'A', acts }, WITHIN)
    const told = () => stand.log.filter(({ code }) => code === 'FENCE_BLOCKED')
    await vi.waitFor(() => expect(told()).toHaveLength(1), SLOW)
    const { selectionId } = plan
    expect(told()).toMatchObject([
      {
        deskId,
        account: 'A',
        message: expect.stringMatching(
          `^A bet of 10.00 on ${selectionId} at .* no permit was given`,
        ),
        details: { asked: { selectionId, stake: '10.00' }, why: 'no permit was given for it' },
      },
    ])
    expect(await betsOn(plan)).toEqual([])
    // The desk's own bet goes on as if nothing had been.
    expect(await place(plan)).toMatchObject({ ok: true, state: 'ACCEPTED' })
    expect(told()).toHaveLength(1)
  })

  it.each([
    {
      why: 'its odds are less than asked',
      change: { leastOdds: '90' },
      code: 'ODDS_MOVED',
      remedy: 'Nothing was placed',
    },
    {
      why: 'its stake is over the limit',
      change: { stake: '900.00' },
      code: 'STAKE_OVER_LIMIT',
      remedy: 'Lower the stake',
    },
    {
      why: 'it is for another contract',
      change: { contractVersion: 2 },
      code: 'NOT_READY',
      remedy: 'Mark the provider',
    },
  ])('is refused because $why, with what to do', async ({ change, code, remedy }) => {
    const plan = { ...(await bet()), ...change }
    const message = expect.stringContaining(remedy)
    expect(await place(plan)).toMatchObject({ ok: false, code, message })
    expect(await betsOn(plan)).toEqual([])
    expect(await readLeg(stand, plan)).toMatchObject({ state: 'AUTHORIZED' })
  })

  it('is refused because it is suspended, with what to do', async () => {
    const plan = await bet()
    const { selectionId } = plan
    expect(await stand.bus.request(legPrepare, plan, WITHIN)).toMatchObject({ ok: true })
    await stand.setKnob({ kind: 'suspend', house, selectionId })
    await vi.waitFor(() => expect(account.quotes().get(selectionId)?.suspended).toBe(true), SLOW)
    const message = expect.stringContaining('Wait until the provider opens it again')
    expect(await place(plan)).toMatchObject({ ok: false, code: 'SUSPENDED', message })
    await stand.clearKnobs()
    expect(await betsOn(plan)).toEqual([])
  })

  it('is not clicked while the desk is halted', async () => {
    const plan = await bet()
    const halt = (trading: 'RUN' | 'HALT_ALL') =>
      stand.bus.request(
        ledgerControl,
        { deskId, change: { trading }, actor: 'test', reason: null },
        WITHIN,
      )
    await halt('HALT_ALL')
    expect(await place(plan)).toMatchObject({ ok: false, code: 'HALTED' })
    await halt('RUN')
    expect(await betsOn(plan)).toEqual([])
  })

  it('is not clicked while the ledger is silent', async () => {
    const plan = await bet()
    process.kill(stand.auditPid, 'SIGSTOP')
    const reply = await place(plan)
    process.kill(stand.auditPid, 'SIGCONT')
    const message = expect.stringContaining('See that the audit service runs')
    expect(reply).toMatchObject({ ok: false, code: 'LEDGER_SILENT', message })
    expect(await betsOn(plan)).toEqual([])
  })

  it('is found again among the bets that the account lists', async () => {
    const reply = await stand.bus.request(betsRead, { deskId, account: 'A' }, WITHIN)
    const booked = await stand.readBook(house)
    expect(reply.ok && reply.bets.map(({ betReference }) => betReference).toSorted()).toEqual(
      booked.map(({ reference }) => reference).toSorted(),
    )
  })

  it('is neither prepared nor looked for when nobody is logged in', async () => {
    const plan = await bet()
    await stand.setKnob({ kind: 'log-out', house })
    const told = { ok: false, code: 'LOGGED_OUT' }
    const read = () => stand.bus.request(betsRead, { deskId, account: 'A' }, WITHIN)
    await vi.waitFor(async () => expect(await read()).toMatchObject(told), SLOW)
    await stand.bus.request(browserActs, { deskId, account: 'A', acts: [{ do: 'reload' }] }, WITHIN)
    expect(await stand.bus.request(legPrepare, plan, WITHIN)).toMatchObject(told)
    expect(await place(plan)).toMatchObject(told)
    expect(await betsOn(plan)).toEqual([])
  })
})
