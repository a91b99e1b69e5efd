import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createAccount, SLOW } from '../support/account.ts'
import { openStand, type Stand } from '../support/stand.ts'

let stand: Stand
beforeAll(async () => {
  stand = await openStand({ desks: ['north-desk', 'south-desk'] })
})
afterAll(() => stand[Symbol.asyncDispose]())

describe.each([
  { house: 'north', deskId: 'north-desk' },
  { house: 'south', deskId: 'south-desk' },
] as const)('the odds of $house', ({ house, deskId }) => {
  it('reach the bus with names, and the status says who is logged in', async () => {
    const account = createAccount(stand, deskId, house)
    await account.openWatched()
    await vi.waitFor(() => expect(account.quotes().size).toBeGreaterThan(10), SLOW)
    const [quote] = account.quotes().values()
    expect(quote).toMatchObject({ providerId: house, odds: expect.stringMatching(/^\d/) })
    await vi.waitFor(
      () =>
        expect(account.status()).toMatchObject({
          isUp: true,
          isLoggedIn: true,
          balance: '10000.00',
        }),
      SLOW,
    )
    expect(await account.close()).toEqual({ ok: true })
    await vi.waitFor(() => expect(account.status()?.isUp).toBe(false), SLOW)
  })
})
