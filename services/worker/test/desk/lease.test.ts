import { ok, refuse } from '@surefoot/shared/messages'
import { expect, test } from 'vitest'
import { createLease, LEASE_MS } from '../../src/desk/lease.ts'
import type { Ledger } from '../../src/ports.ts'
import { SimulatedPorts } from '../simulated-ports.ts'

type LeaseReply = Awaited<ReturnType<Ledger['lease']>>

function leaseOn(answers: (() => LeaseReply)[]) {
  const world = new SimulatedPorts()
  const ports = world.ports()
  const ask = async () => answers.shift()?.() ?? refuse('LEDGER_SILENT', 'no answer')
  const ledger = { ...ports.ledger, lease: ask }
  const lease = createLease({ ledger, clock: ports.clock, deskId: 'main', holder: 'one' })
  return { world, lease }
}
const given = (epoch: number) => (): LeaseReply =>
  ok({ epoch, expiresAt: '2026-01-01T12:00:00.000Z' })
const held = (): LeaseReply => refuse('HELD', 'Another worker has the desk.')

test('a worker has the desk for three seconds from when it asked, and not longer in silence', async () => {
  const { world, lease } = leaseOn([given(7)])
  expect(lease.term()).toBeNull()
  await lease.renew()
  expect(lease.term()).toBe(7)
  world.nowMs += LEASE_MS - 1
  await lease.renew()
  expect(lease.term()).toBe(7)
  world.nowMs += 1
  expect(lease.term()).toBeNull()
})

test('the time that the answer took is not given to the worker', async () => {
  const { world, lease } = leaseOn([
    () => {
      world.nowMs += 2000
      return given(1)()
    },
  ])
  await lease.renew()
  world.nowMs += LEASE_MS - 2000
  expect(lease.term()).toBeNull()
})

test('a worker that is told that another has the desk gives it up at once', async () => {
  const { lease } = leaseOn([given(1), held])
  await lease.renew()
  await lease.renew()
  expect(lease.term()).toBeNull()
})

test('a standby is ready while the ledger answers it', async () => {
  const { world, lease } = leaseOn([held])
  expect(lease.isAnswered()).toBe(false)
  await lease.renew()
  expect(lease.isAnswered()).toBe(true)
  world.nowMs += 5000
  expect(lease.isAnswered()).toBe(false)
})
