import { ok, refuse } from '@surefoot/shared/messages'
import { readFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createContractTerms } from '../src/index.ts'

const path = new URL('../../../apps/sandbox/contracts/north.json', import.meta.url)
const row = {
  providerId: 'north',
  version: 1,
  name: 'North',
  origins: [],
  document: JSON.parse(readFileSync(path, 'utf8')),
  importedAt: '2026-01-01T12:00:00.000Z',
  importedBy: 'operator',
}

function openTerms() {
  const world = { nowMs: 0, isSilent: false, isThrowing: false, asked: 0, learned: 0, unread: 0 }
  const find = createContractTerms({
    ask: async () => {
      world.asked += 1
      if (world.isThrowing) throw new Error('the bus is closed')
      return world.isSilent ? refuse('LEDGER_SILENT', 'No reply.') : ok({ contract: row })
    },
    now: () => world.nowMs,
    onLearned: () => void (world.learned += 1),
    onUnread: () => void (world.unread += 1),
  })
  return { world, find: () => find('north', 1) }
}

test('a version of a contract is asked for once, and is known from then on', async () => {
  const { world, find } = openTerms()
  expect([find(), find()]).toEqual([undefined, undefined])
  await setImmediate()
  expect(find()).toMatchObject({ limits: { stepMinor: 1 }, silencesMs: [15_000] })
  expect(world).toMatchObject({ asked: 1, learned: 1, unread: 0 })
})

test.each(['isSilent', 'isThrowing'] as const)(
  'a version that was not read is not known, and is asked for again after two seconds (%s)',
  async (fault) => {
    const { world, find } = openTerms()
    world[fault] = true
    find()
    await setImmediate()
    world.nowMs = 1_999
    expect(find()).toBeUndefined()
    expect(world).toMatchObject({ asked: 1, learned: 0, unread: 1 })
    world[fault] = false
    world.nowMs = 2_000
    find()
    await setImmediate()
    expect(find()).toBeDefined()
  },
)
