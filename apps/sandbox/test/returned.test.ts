import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Sandbox } from '../src/index.ts'
import { compileBoth } from './support/contracts.ts'
import {
  askAdmin,
  logInNorth,
  logInSouth,
  openSandbox,
  readBook,
  readDecision,
  textOf,
} from './support/customers.ts'
import { followNorth, followSouth } from './support/streams.ts'

let sandbox: Sandbox
let contracts: ReturnType<typeof compileBoth>
beforeAll(async () => {
  sandbox = await openSandbox({ southLiveDelayMs: 50 })
  contracts = compileBoth(sandbox)
})
afterAll(() => sandbox.stop())

/** A first side at North and a second side at South, of matches that both play. */
async function pickBoth() {
  await using north = await followNorth(sandbox)
  await using south = await followSouth(sandbox)
  const [snapshot] = north.messages
  const pick = snapshot?.type === 'snapshot' ? snapshot.events[0]?.markets[0]?.selections[0] : null
  const second = Object.entries(south.names().o).find(([, [, side]]) => side === '2')
  if (!pick || !second) throw new Error('The houses show nothing to bet on.')
  const [oid] = second
  return {
    north: { selectionId: pick.id, price: pick.price },
    south: { oid, odd: south.prices.get(oid)?.[0] ?? '' },
  }
}

test('the contracts read what a bet would be bought back for, and what was paid for it', async () => {
  const eve = {
    north: await logInNorth(sandbox, 'eve'),
    south: await logInSouth(sandbox, 'eve'),
  }
  const read = {
    north: async () => {
      const open = await eve.north.get('/api/bets?state=open')
      const settled = await eve.north.get('/api/bets?state=settled')
      return [
        contracts.north.readOpenBets(open.status, textOf(open)),
        contracts.north.readHistory(settled.status, textOf(settled)),
      ]
    },
    south: async () => {
      const open = await eve.south.get('/my/open')
      const settled = await eve.south.get('/my/settled')
      return [
        contracts.south.readOpenBets(open.status, textOf(open)),
        contracts.south.readHistory(settled.status, textOf(settled)),
      ]
    },
  }
  const picks = await pickBoth()
  await eve.north.postJson('/api/bets', { ...picks.north, stake: '20.00' })
  await readDecision(
    eve.south,
    await eve.south.postForm('/slip/place', { ...picks.south, amount: '20.00' }),
  )
  const none = { ok: true, bets: [] }
  const running = { stake: '20.00', status: 'open', returned: null, cashOut: '19.00' }
  const open = [{ ok: true, bets: [running] }, none]
  expect([await read.north(), await read.south()]).toMatchObject([open, open])

  for (const [house, selectionId] of [
    ['north', picks.north.selectionId],
    ['south', picks.south.oid],
  ])
    await askAdmin(sandbox, 'POST /knobs', { kind: 'suspend', house, selectionId })
  const closed = [{ ok: true, bets: [{ ...running, cashOut: null }] }, none]
  expect([await read.north(), await read.south()]).toMatchObject([closed, closed])

  await askAdmin(sandbox, 'POST /settle', { all: true, result: 'first' })
  const booked = (await readBook(sandbox)).bets.filter(({ user }) => user === 'eve')
  const settledAt = (house: string) => [
    none,
    {
      ok: true,
      bets: booked
        .filter((bet) => bet.house === house)
        .map(({ state, returned }) => ({ status: state, returned, cashOut: null })),
    },
  ]
  expect([await read.north(), await read.south()]).toMatchObject([
    settledAt('north'),
    settledAt('south'),
  ])
  expect(booked.map(({ state }) => state)).toEqual(['won', 'lost'])
  expect(booked.map(({ returned }) => returned)).toEqual([
    expect.stringMatching(/^[2-9]\d\.\d\d$/),
    '0.00',
  ])
})

test.each([
  ['1,021.00', '1021.00'],
  ['0.00', '0.00'],
])('South pays back %s, read as %s', (pb, returned) => {
  const bet = { oid: '1', a: '10.00', o: '1/1', st: 'W', at: 1_795_536_000, pb }
  expect(contracts.south.readHistory(200, JSON.stringify({ b: { S1: bet } }))).toMatchObject({
    ok: true,
    bets: [{ returned }],
  })
})

test.each(['-5.00', '1.021,00', '-', undefined])(
  'what South writes as %s is no amount that was paid back, and not zero',
  (pb) => {
    const bet = { oid: '1', a: '10.00', o: '1/1', st: 'W', at: 1_795_536_000, pb }
    expect(contracts.south.readHistory(200, JSON.stringify({ b: { S1: bet } }))).toMatchObject({
      ok: true,
      bets: [],
      unreadable: 1,
      unreadableRows: [expect.stringMatching(/^returned: /)],
    })
  },
)
