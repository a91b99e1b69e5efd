import { expect, test } from 'vitest'
import { refuseLive, type Durability } from '../src/database/durability.ts'

const ALONE: Durability = {
  fsync: true,
  synchronousCommit: 'on',
  standbyNames: '',
  standbys: 0,
  slots: 0,
  isAnySynchronous: null,
}
const FOLLOWED: Durability = { ...ALONE, standbyNames: 'ANY 1 (*)', standbys: 1 }
const codeOf = (change: Partial<Durability>, of: Durability = ALONE): string | undefined =>
  refuseLive({ ...of, ...change })?.code

test('a Postgres that keeps what it commits may hold live bets, alone or with a synchronous standby', () => {
  expect(codeOf({})).toBeUndefined()
  for (const synchronousCommit of ['local', 'remote_write', 'remote_apply'])
    expect(codeOf({ synchronousCommit })).toBeUndefined()
  for (const isAnySynchronous of [true, null])
    expect(codeOf({ isAnySynchronous }, FOLLOWED)).toBeUndefined()
})

test.each<[string, Partial<Durability>, Durability]>([
  ['FSYNC_OFF', { fsync: false }, ALONE],
  ['FSYNC_OFF', { fsync: false }, FOLLOWED],
  ['COMMIT_NOT_SYNCHRONOUS', { synchronousCommit: 'off' }, ALONE],
  ['COMMIT_NOT_SYNCHRONOUS', { synchronousCommit: 'off' }, FOLLOWED],
  ['COMMIT_NOT_SYNCHRONOUS', { synchronousCommit: 'local' }, FOLLOWED],
  ['STANDBY_NOT_SYNCHRONOUS', { standbys: 1 }, ALONE],
  // It is away, and its place is kept: it may be promoted as it is.
  ['STANDBY_NOT_SYNCHRONOUS', { slots: 1 }, ALONE],
  ['NO_SYNCHRONOUS_STANDBY', { standbys: 0 }, FOLLOWED],
  ['NO_SYNCHRONOUS_STANDBY', { isAnySynchronous: false }, FOLLOWED],
])('live is refused as %s on a Postgres with %j', (code, change, of) => {
  expect(codeOf(change, of)).toBe(code)
})
