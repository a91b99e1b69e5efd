import {
  ledgerChain,
  ledgerLink,
  ledgerLogin,
  ledgerLogout,
  ledgerSession,
  ledgerSessions,
  sessionEnded,
} from '@surefoot/shared/messages'
import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLedger, type TestLedger } from './open-ledger.ts'

let ledger: TestLedger
beforeAll(async () => {
  ledger = await openLedger()
})
afterAll(() => ledger[Symbol.asyncDispose]())

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')
const HOUR_MS = 3_600_000

interface Browser {
  readonly secret: string
  readonly sessionId: string
}
const newBrowser = (): Browser => ({ secret: randomUUID(), sessionId: randomUUID() })

/** Each test is at a desk of its own. */
function openDesk() {
  const deskId = randomUUID().slice(0, 8)
  const makeLink = (link: string, change: { ttlMs?: number; operator?: string } = {}) =>
    ledger.ask(ledgerLink, {
      deskId,
      linkHash: hashOf(link),
      operator: 'anna',
      ttlMs: 600_000,
      by: 'test',
      ...change,
    })
  const logIn = (link: string, { secret, sessionId }: Browser = newBrowser()) =>
    ledger.ask(ledgerLogin, {
      deskId,
      linkHash: hashOf(link),
      sessionId,
      sessionHash: hashOf(secret),
      userAgent: 'a browser',
      peer: '127.0.0.1',
    })
  const check = (secret: string) =>
    ledger.ask(ledgerSession, { deskId, sessionHash: hashOf(secret) })
  const logOut = (which: { only: string } | { allBut: string | null }) =>
    ledger.ask(ledgerLogout, { deskId, which, by: 'anna' })
  /** Lets a session or link of this desk be as if so long had gone by. */
  const age = async (ms: number) => {
    await ledger.database.$executeRaw`
      UPDATE "console_sessions" SET "openedAt" = "openedAt" - ${ms} * interval '1 ms',
        "usedAt" = "usedAt" - ${ms} * interval '1 ms', "expiresAt" = "expiresAt" - ${ms} * interval '1 ms'
      WHERE "deskId" = ${deskId}`
    await ledger.database.$executeRaw`
      UPDATE "console_links" SET "expiresAt" = "expiresAt" - ${ms} * interval '1 ms' WHERE "deskId" = ${deskId}`
  }
  return { deskId, makeLink, logIn, check, logOut, age }
}

/** A desk with one session, and what its browser holds. */
async function openSession() {
  const desk = openDesk()
  const link = randomUUID()
  const secret = randomUUID()
  const sessionId = randomUUID()
  await desk.makeLink(link)
  expect(await desk.logIn(link, { secret, sessionId })).toMatchObject({ ok: true })
  return { ...desk, link, secret, sessionId }
}

test('of many browsers that come with one link at once, one gets in', async () => {
  const { makeLink, logIn, deskId } = openDesk()
  await makeLink('one')
  const answers = await Promise.all(Array.from({ length: 12 }, () => logIn('one')))
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  const refused = answers.filter((answer) => !answer.ok && answer.code === 'LINK_USED')
  expect(refused).toHaveLength(11)
  expect(await ledger.ask(ledgerSessions, { deskId })).toMatchObject({
    sessions: [{ operator: 'anna', role: 'operator', userAgent: 'a browser', peer: '127.0.0.1' }],
  })
})

test('a login whose answer was lost may be asked again and is one session', async () => {
  const { makeLink, logIn, deskId } = openDesk()
  await makeLink('lost')
  const same = { secret: 'the same', sessionId: randomUUID() }
  const [first, second] = await Promise.all([logIn('lost', same), logIn('lost', same)])
  expect([first.ok, second.ok]).toEqual([true, true])
  expect(await ledger.ask(ledgerSessions, { deskId })).toMatchObject({
    sessions: [{ sessionId: same.sessionId }],
  })
})

test('a link that was used stays used, also when it is made once more', async () => {
  const { link, makeLink, logIn } = await openSession()
  expect(await makeLink(link)).toMatchObject({ ok: true, isUsed: true })
  expect(await logIn(link)).toMatchObject({ ok: false, code: 'LINK_USED' })
})

test('a link opens nothing after its end, at another desk, or when it was never made', async () => {
  const { makeLink, logIn, age } = openDesk()
  await makeLink('old')
  await age(600_001)
  expect(await logIn('old')).toMatchObject({ ok: false, code: 'LINK_EXPIRED' })
  expect(await openDesk().logIn('old')).toMatchObject({ ok: false, code: 'LINK_UNKNOWN' })
  expect(await logIn('never')).toMatchObject({ ok: false, code: 'LINK_UNKNOWN' })
})

test('a link that is configured is good again at each start, until it is used', async () => {
  const { makeLink, logIn, age } = openDesk()
  await makeLink('configured')
  await age(HOUR_MS)
  await makeLink('configured')
  expect(await logIn('configured')).toMatchObject({ ok: true })
})

test('a session lives as long as it is used within twelve hours, and seven days at most', async () => {
  const { secret, check, age } = await openSession()
  for (let hours = 0; hours < 7 * 24; hours += 11) {
    expect(await check(secret)).toMatchObject({ ok: true })
    await age(11 * HOUR_MS)
  }
  expect(await check(secret)).toMatchObject({ ok: false, code: 'SESSION_OVER' })
})

test('a session that nobody uses for twelve hours is over and stays so', async () => {
  const { secret, check, age, deskId } = await openSession()
  await age(12 * HOUR_MS)
  expect(await check(secret)).toMatchObject({ ok: false, code: 'SESSION_OVER' })
  expect(await ledger.ask(ledgerSessions, { deskId })).toMatchObject({ sessions: [] })
  expect(await check(secret)).toMatchObject({ ok: false })
})

test('using a session a thousand times a minute writes to the ledger once', async () => {
  const { secret, check, age, sessionId } = await openSession()
  await age(120_000)
  const version = async () =>
    ledger.database
      .$queryRaw`SELECT xmin::text FROM "console_sessions" WHERE "id" = ${sessionId}::uuid`
  await check(secret)
  const written = await version()
  await Promise.all(Array.from({ length: 50 }, () => check(secret)))
  expect(await version()).toEqual(written)
})

test('a session that is ended is over at once, and its gateways are told', async () => {
  const { secret, check, logOut, sessionId, deskId } = await openSession()
  const told: string[] = []
  const listener = await ledger.bus.subscribe(
    sessionEnded,
    ({ sessionIds }) => void told.push(...sessionIds),
    { scope: { deskId } },
  )
  expect(await logOut({ only: sessionId })).toEqual({ ok: true, ended: [sessionId] })
  expect(await check(secret)).toMatchObject({ ok: false, code: 'SESSION_OVER' })
  expect(await logOut({ only: sessionId })).toEqual({ ok: true, ended: [] })
  await expect.poll(() => told, { timeout: 120_000 }).toEqual([sessionId])
  await listener.stop()
})

test('all others are ended, and the one that asks is not, nor one of another desk', async () => {
  const other = await openSession()
  const { makeLink, logIn, check, logOut } = openDesk()
  const browsers = ['one', 'two', 'three'].map((secret) => ({ secret, sessionId: randomUUID() }))
  for (const browser of browsers) {
    await makeLink(`link ${browser.secret}`)
    await logIn(`link ${browser.secret}`, browser)
  }
  const kept = browsers[0]?.sessionId ?? ''
  const gone = browsers.slice(1).map(({ sessionId }) => sessionId)
  const answer = await logOut({ allBut: kept })
  expect(answer.ok && answer.ended.toSorted()).toEqual(gone.toSorted())
  expect(await check('one')).toMatchObject({ ok: true })
  expect(await check('two')).toMatchObject({ ok: false })
  expect(await other.check(other.secret)).toMatchObject({ ok: true })
})

test('the audit chain says who was let in and who let them out, and holds no secret', async () => {
  const { link, secret, logOut, sessionId } = await openSession()
  await logOut({ only: sessionId })
  const chain = await ledger.ask(ledgerChain, { limit: 3 })
  expect(chain).toMatchObject({ isIntact: true })
  const events = chain.ok ? chain.events : []
  expect(events.map(({ kind }) => kind).toSorted()).toEqual([
    'link.made',
    'session.ended',
    'session.opened',
  ])
  const text = JSON.stringify(events)
  expect(text).toContain(sessionId)
  for (const hidden of [link, secret, hashOf(link), hashOf(secret)])
    expect(text).not.toContain(hidden)
})

test.each(['', 'audit', 'Audit', ' operator-token', '<b>anna</b>', 'a'.repeat(41)])(
  'nobody can act under the name "%s"',
  async (operator) => {
    expect(await openDesk().makeLink('x', { operator })).toMatchObject({ ok: false })
  },
)
