import { expect, test } from 'vitest'
import { z } from 'zod'
import { askAdmin, logInNorth, logInSouth, openSandbox, readDecision } from './support/customers.ts'
import { followNorth, followSouth } from './support/streams.ts'
import { eventually } from './support/eventually.ts'

const leg = z.object({
  eventId: z.string(),
  home: z.string(),
  selectionId: z.string(),
  side: z.string(),
  price: z.string(),
})
const opportunityShape = z.object({
  north: leg,
  south: leg,
  untilMs: z.number(),
  sumOfInverses: z.string(),
})

const decimalOf = (fraction: string) => {
  const [profit, stake] = fraction.split('/').map(Number)
  return 1 + (profit ?? 0) / (stake ?? 1)
}

test.each(['first-north', 'first-south'])(
  'an arbitrage asked for (%s) is one on both streams, and both legs can be bet',
  async (direction) => {
    await using sandbox = await openSandbox({ tickMs: 50, southLiveDelayMs: 20 })
    await using north = await followNorth(sandbox)
    await using south = await followSouth(sandbox)
    const { status, body } = await askAdmin(sandbox, 'POST /opportunity', {
      durationMs: 60_000,
      direction,
    })
    expect(status).toBe(200)
    const found = opportunityShape.parse(body)
    expect(['home', 'over']).toContain(
      direction === 'first-north' ? found.north.side : found.south.side,
    )
    expect(['away', 'under']).toContain(
      direction === 'first-north' ? found.south.side : found.north.side,
    )

    await eventually(() => {
      const northPrice = Number(north.prices.get(found.north.selectionId)?.price)
      const southPrice = decimalOf(south.prices.get(found.south.selectionId)?.[0] ?? '')
      expect(1 / northPrice + 1 / southPrice).toBeCloseTo(Number(found.sumOfInverses), 3)
      expect(1 / northPrice + 1 / southPrice).toBeLessThan(0.99)
    })
    const { selectionId, price } = found.north
    const ada = { north: await logInNorth(sandbox), south: await logInSouth(sandbox) }
    expect(
      await ada.north.postJson('/api/bets', { selectionId, price, stake: '10.00' }),
    ).toMatchObject({ status: 201 })
    const slip = { oid: found.south.selectionId, odd: found.south.price, amount: '10.00' }
    expect(
      await readDecision(ada.south, await ada.south.postForm('/slip/place', slip)),
    ).toMatchObject({ s: 'A' })
  },
)

test('an arbitrage is gone from the streams when its time is over', async () => {
  await using sandbox = await openSandbox({ tickMs: 20 })
  await using north = await followNorth(sandbox)
  await using south = await followSouth(sandbox)
  const { body } = await askAdmin(sandbox, 'POST /opportunity', { durationMs: 300 })
  const found = opportunityShape.parse(body)
  await eventually(() => {
    const northPrice = Number(north.prices.get(found.north.selectionId)?.price)
    const southPrice = decimalOf(south.prices.get(found.south.selectionId)?.[0] ?? '')
    expect(1 / northPrice + 1 / southPrice).toBeGreaterThan(1)
  })
})

test('arbitrages can be asked for one after the other until no match is free', async () => {
  await using sandbox = await openSandbox()
  for (let asked = 0; asked < 11; asked += 1) {
    expect(await askAdmin(sandbox, 'POST /opportunity')).toMatchObject({ status: 200 })
  }
  expect(await askAdmin(sandbox, 'POST /opportunity')).toMatchObject({
    status: 409,
    body: { code: 'NO_FREE_MARKET' },
  })
})
