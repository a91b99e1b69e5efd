import { browserOpen, browserView, ledgerLease, legPlace } from '@surefoot/shared/messages'
import { openTempDir } from '@surefoot/testkit'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { readOwner } from '../../src/chromium/profile.ts'
import { createAccount, SLOW } from '../support/account.ts'
import { startExecutorProcess } from '../support/executor-process.ts'
import { authorize, pickQuote, readLeg } from '../support/legs.ts'
import type { Neighbour } from '../support/neighbour.ts'
import { readChromium, readMainChromium } from '../support/read-chromium.ts'
import { openStand, type Stand } from '../support/stand.ts'

const SOON = { deadlineMs: 15_000 }
/** A request to open goes to the executor that stands still as often as not: so there is time for many. */
const ONE_OF_MANY = { deadlineMs: 2000 }
const PATIENT = { timeout: 120_000, interval: 50 }

let stand: Stand
let account: ReturnType<typeof createAccount>
beforeEach(async () => {
  stand = await openStand({ desks: ['main'], hasExecutor: false })
  account = createAccount(stand, 'main', 'north')
})
afterEach(() => stand[Symbol.asyncDispose]())

const profileIn = (dir: string) => join(dir, 'main', 'A')
const epoch = () => account.status()?.epoch ?? 0
/** What the executor that took over last said. */
const newest = (before: number) => stand.statuses.findLast((status) => status.epoch > before)
/** Have the account opened by an executor that goes on; the lease of the one that stands still runs out first. */
async function takeOver(before: number): Promise<string> {
  const order = { ...account.id, url: `${stand.origins.north}/` }
  await vi.waitFor(async () => {
    await stand.bus.request(browserOpen, order, ONE_OF_MANY).catch(() => undefined)
    expect(newest(before)).toMatchObject({ isUp: true })
  }, PATIENT)
  return newest(before)?.browserId ?? ''
}
/** The executor that stood still goes on, and finds that it has lost the account. */
async function goOn({ pid }: Neighbour, before: number): Promise<void> {
  process.kill(pid, 'SIGCONT')
  const lost = expect.objectContaining({ epoch: before, isUp: false })
  await vi.waitFor(() => expect(stand.statuses).toContainEqual(lost), SLOW)
}

it(
  'an executor that stood still past its lease clicks nothing, answers nothing and closes its browser',
  { timeout: 120_000 },
  async () => {
    await using elsewhere = await openTempDir()
    await using first = await startExecutorProcess(stand)
    await account.openQuoted()
    const before = epoch()
    const quote = await pickQuote(stand, account.quotes(), 'north')
    const deadline = new Date(Date.now() + 90_000).toISOString()
    const plan = await authorize(stand, quote, { deskId: 'main', deadline })
    process.kill(first.pid, 'SIGSTOP')
    const answers: unknown[] = []
    const late = stand.bus.request(legPlace, plan, { deadlineMs: 90_000 })
    void late.then(
      (answer) => answers.push(answer),
      () => undefined,
    )
    await using second = await startExecutorProcess(stand, { profilesDir: elsewhere.path })
    await takeOver(before)

    await goOn(first, before)
    await vi.waitFor(
      async () => expect(await readChromium(profileIn(stand.profilesDir))).toEqual([]),
      SLOW,
    )
    expect(await readLeg(stand, plan)).toMatchObject({ state: 'AUTHORIZED', armedAt: null })
    expect(await stand.readBook('north')).toEqual([])
    expect(stand.log.filter(({ code }) => code === 'FENCE_BLOCKED')).toEqual([])
    // To say no is for who has the account.
    expect(answers).toEqual([])
    // The account is the second one's all the while.
    expect(newest(before)).toMatchObject({ isUp: true })
    expect(await readChromium(profileIn(elsewhere.path))).not.toEqual([])
    expect(second.pid).not.toBe(first.pid)
  },
)

it(
  'the executor that takes over closes the browser of the one that stands still',
  { timeout: 120_000 },
  async () => {
    await using first = await startExecutorProcess(stand)
    await account.open()
    await vi.waitFor(() => expect(account.status()?.isUp).toBe(true), SLOW)
    const before = epoch()
    const old = await readMainChromium(profileIn(stand.profilesDir))
    process.kill(first.pid, 'SIGSTOP')
    await using second = await startExecutorProcess(stand)
    const browserId = await takeOver(before)
    expect(await readMainChromium(profileIn(stand.profilesDir))).not.toBe(old)
    const lookOften = () =>
      Promise.all(
        Array.from({ length: 8 }, () => stand.bus.request(browserView, account.id, SOON)),
      ).then((views) => views.map(({ ok }) => ok))
    // On a busy machine its page may not be drawn yet.
    await vi.waitFor(async () => expect(await lookOften()).not.toContain(false), PATIENT)
    await goOn(first, before)
    expect(await lookOften()).not.toContain(false)
    await account.watch(browserId)
    expect(newest(before)).toMatchObject({ isUp: true, browserId })
    // What the old one leaves behind it is not the new one's lock.
    expect(await readOwner(profileIn(stand.profilesDir))).toBe(
      await readMainChromium(profileIn(stand.profilesDir)),
    )
    expect(second.pid).not.toBe(first.pid)
  },
)

it(
  'an executor that stood still while another had the account, and gave it back, has lost it too',
  { timeout: 120_000 },
  async () => {
    await using first = await startExecutorProcess(stand)
    await account.open()
    await vi.waitFor(() => expect(account.status()?.isUp).toBe(true), SLOW)
    const before = epoch()
    process.kill(first.pid, 'SIGSTOP')
    const lease = (ttlMs: number) =>
      stand.bus.request(
        ledgerLease,
        { resource: 'account:main:A', holder: 'another', ttlMs },
        { deadlineMs: 2000 },
      )
    await vi.waitFor(async () => expect((await lease(1000)).ok).toBe(true), PATIENT)
    await lease(0)
    await goOn(first, before)
    await vi.waitFor(
      async () => expect(await readChromium(profileIn(stand.profilesDir))).toEqual([]),
      SLOW,
    )
  },
)
