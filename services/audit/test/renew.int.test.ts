import { ledgerLease, ledgerRenew } from '@surefoot/shared/messages'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openLedger, type TestLedger } from './open-ledger.ts'

let ledger: TestLedger

beforeAll(async () => {
  ledger = await openLedger()
})
afterAll(() => ledger[Symbol.asyncDispose]())

const lease = (resource: string, holder: string, ttlMs = 60_000) =>
  ledger.ask(ledgerLease, { resource, holder, ttlMs })

const renew = async (...leases: readonly { resource: string; holder: string }[]) => {
  const reply = await ledger.ask(ledgerRenew, { leases: [...leases], ttlMs: 60_000 })
  if (!reply.ok) throw new Error(reply.message)
  return reply.held.toSorted((one, other) => one.resource.localeCompare(other.resource))
}

test("one question renews the leases that are still their holder's, and none that is another's or was never given", async () => {
  await lease('account:desk:A', 'one')
  await lease('account:desk:B', 'two')
  const held = await renew(
    { resource: 'account:desk:A', holder: 'one' },
    { resource: 'account:desk:B', holder: 'one' },
    { resource: 'account:none:A', holder: 'one' },
  )
  expect(held).toEqual([{ resource: 'account:desk:A', epoch: 1 }])
  expect(await lease('account:desk:B', 'two')).toMatchObject({ ok: true, epoch: 1 })
  expect(await lease('account:none:A', 'two')).toMatchObject({ ok: true, epoch: 1 })
})

test('a renewed lease outlives the time that it was first given for', async () => {
  await lease('account:kept:A', 'one', 1)
  expect(await renew({ resource: 'account:kept:A', holder: 'one' })).toHaveLength(1)
  expect(await lease('account:kept:A', 'two')).toMatchObject({ ok: false, code: 'HELD' })
})

test('a lease that another has had in between is renewed under an epoch that tells its holder so', async () => {
  await lease('account:lost:A', 'one', 1)
  await vi.waitFor(async () => expect((await lease('account:lost:A', 'two', 1)).ok).toBe(true), {
    timeout: 120_000,
  })
  expect(await renew({ resource: 'account:lost:A', holder: 'one' })).toEqual([])
  await vi.waitFor(async () => expect((await lease('account:lost:A', 'one')).ok).toBe(true), {
    timeout: 120_000,
  })
  expect(await renew({ resource: 'account:lost:A', holder: 'one' })).toEqual([
    { resource: 'account:lost:A', epoch: 3 },
  ])
})

test('executors that renew the same leases in other orders at once do not keep each other from it', async () => {
  const resources = Array.from({ length: 50 }, (_, at) => `account:many-${at}:A`)
  for (const resource of resources) await lease(resource, 'one')
  const asked = resources.map((resource) => ({ resource, holder: 'one' }))
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, at) => renew(...(at % 2 ? asked : asked.toReversed()))),
  )
  expect(answers.every((held) => held.length === resources.length)).toBe(true)
})
