/** Prices and opportunities of a desk on a real bus, by the real clock. */
import type { Bus } from '@surefoot/shared/bus'
import { ACCOUNTS, streamQuotes, type Account, type Opportunity } from '@surefoot/shared/messages'
import { AGREED, batchOf, foundOpportunity, PRESENT, START } from './prices.ts'
import type { StandInExecutor } from './stand-in-executor.ts'

export interface RealDesk {
  readonly deskId: string
  readonly executor: Pick<StandInExecutor, 'status'>
  /** Of the accounts' contracts. */
  readonly versions: Readonly<Record<Account, number>>
}

/** A match of the next hour. */
const soon = new Date(Date.now() + 3_600_000).toISOString()

/** Both accounts publish their prices, as their executors do: first such that agree. */
export function publishPrices(bus: Bus, { deskId, executor, versions }: RealDesk): void {
  for (const all of [AGREED, PRESENT])
    for (const account of ACCOUNTS) {
      const { browserId } = executor.status(account) ?? {}
      if (browserId === undefined) throw new Error(`Account ${account} has no browser`)
      const quotes = all[account].map((quote) => Object.assign({}, quote, { start: soon }))
      const of = { deskId, browserId, contractVersion: versions[account], receivedAt: Date.now() }
      bus.publish(streamQuotes, batchOf(account, { ...of, quotes }))
    }
}

/** An opportunity of `PRESENT`, or a lie about it, as it is published for this desk now. */
export function realOpportunity(
  { deskId, versions }: Omit<RealDesk, 'executor'>,
  of = foundOpportunity(),
): Opportunity {
  const fresh = (account: Account) => {
    const leg = of.legs[account]
    const contractVersion = leg.contractVersion === 1 ? versions[account] : leg.contractVersion + 99
    return { ...leg, contractVersion, receivedAt: Date.now() }
  }
  return {
    ...of,
    deskId: of.deskId === 'main' ? deskId : of.deskId,
    start: of.start === START ? soon : of.start,
    foundAt: Date.now(),
    legs: { A: fresh('A'), B: fresh('B') },
  }
}
