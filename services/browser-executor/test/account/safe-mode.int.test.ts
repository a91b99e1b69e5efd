import { betsRead, legPlace, legPrepare } from '@surefoot/shared/messages'
import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createAccount, SLOW } from '../support/account.ts'
import { authorize, readLeg } from '../support/legs.ts'
import { openStand, type Stand } from '../support/stand.ts'

const WITHIN = { deadlineMs: 60_000 }
const quote = {
  providerId: 'north',
  eventId: '1',
  home: 'Home',
  away: 'Away',
  start: '2026-11-24T16:00:00.000Z',
  sport: 'tennis',
  competition: null,
  market: 'match_winner',
  line: null,
  selectionId: '7',
  outcome: 'home',
  odds: '2.1',
  maxStake: null,
  suspended: false,
} as const

let stand: Stand
beforeAll(async () => {
  stand = await openStand({ desks: ['main'], isSafeMode: true })
})
afterAll(() => stand[Symbol.asyncDispose]())

it('in safe mode an account is opened and a leg taken on paper, and no browser is started', async () => {
  const account = createAccount(stand, 'main', 'north')
  const { browserId } = await account.open()
  await account.watchOnly(browserId)
  const plan = await authorize(stand, quote, { deskId: 'main' })
  expect(await stand.bus.request(legPrepare, plan, WITHIN)).toMatchObject({ ok: true })
  expect(await stand.bus.request(legPlace, plan, WITHIN)).toMatchObject({
    ok: true,
    state: 'ACCEPTED',
    receipt: { paper: true },
  })
  expect(await readLeg(stand, plan)).toMatchObject({ state: 'ACCEPTED', receipt: { paper: true } })
  expect(await stand.bus.request(betsRead, account.id, WITHIN)).toMatchObject({ ok: false })
  expect(await readdir(stand.profilesDir)).toEqual([])
  expect(await stand.readBook('north')).toEqual([])
  expect(await account.close()).toEqual({ ok: true })
  await vi.waitFor(() => expect(account.status()?.isUp).toBe(false), SLOW)
})
