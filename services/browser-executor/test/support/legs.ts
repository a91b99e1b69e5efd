import { fromMinor, leastProfitOf, oppositeOf, toMinor } from '@surefoot/arbitrage'
import {
  ledgerExecution,
  ledgerOpen,
  ledgerRecord,
  type Leg,
  type LegPlan,
  type Opportunity,
  type Quote,
} from '@surefoot/shared/messages'
import { randomUUID } from 'node:crypto'
import type { House, Stand } from './stand.ts'

const DEADLINE_MS = 30_000
const WITHIN = { deadlineMs: 60_000 }

/** An execution in the ledger with leg A on this quote, and its plan. Leg B is never placed. */
export async function authorize(
  { bus }: Stand,
  quote: Quote,
  change: Partial<LegPlan> & Pick<LegPlan, 'deskId'>,
): Promise<LegPlan> {
  const executionId = randomUUID()
  const deadline = new Date(Date.now() + DEADLINE_MS).toISOString()
  const plan: LegPlan = {
    account: 'A',
    legId: `${executionId}-A`,
    executionId,
    role: 'A',
    providerId: quote.providerId,
    contractVersion: 1,
    // Of another meeting each time: the ledger has one open execution an event, and these stay open.
    eventId: executionId,
    selectionId: quote.selectionId,
    stake: '10.00',
    // Prices move between the quote and the click.
    leastOdds: '1.01',
    deadline,
    venue: 'live',
    ...change,
  }
  const other: LegPlan = {
    ...plan,
    account: 'B',
    role: 'B',
    legId: `${executionId}-B`,
    stake: fromMinor(Math.ceil(toMinor(plan.stake) / 1000)),
  }
  const { deskId, venue } = plan
  const legs = { A: plan, B: other }
  const opportunity = describe(quote, legs)
  const asked = { deskId, executionId, opportunity, venue, requestedBy: 'test', deadline, legs }
  const reply = await bus.request(ledgerOpen, asked, WITHIN)
  if (!reply.ok) throw new Error(reply.message)
  return plan
}

/** The quote with a price of its opposite that wins for sure, however small the stake on it. */
function describe(quote: Quote, plans: Readonly<Record<'A' | 'B', LegPlan>>): Opportunity {
  const { market, line, home, away, sport, start } = quote
  const side = (plan: LegPlan, outcome: Quote['outcome'], odds: string) => ({
    providerId: plan.providerId,
    contractVersion: plan.contractVersion,
    currency: 'EUR',
    eventId: plan.eventId,
    selectionId: plan.selectionId,
    outcome,
    odds,
    stake: plan.stake,
    maxStake: null,
    receivedAt: Date.now(),
    opposite: null,
  })
  const other = oppositeOf(quote.outcome) ?? quote.outcome
  const legs = { A: side(plans.A, quote.outcome, quote.odds), B: side(plans.B, other, '5000') }
  const least = leastProfitOf({ market, line }, legs) ?? 0
  const staked = toMinor(legs.A.stake) + toMinor(legs.B.stake)
  const { deskId, executionId } = plans.A
  return {
    deskId,
    opportunityId: executionId,
    matchId: executionId,
    home,
    away,
    sport,
    start,
    market,
    line,
    legs,
    profit: fromMinor(least),
    profitBps: Math.floor((least * 10_000) / staked),
    foundAt: Date.now(),
  }
}

/** The leg as the ledger holds it. */
export async function readLeg({ bus }: Stand, { executionId, legId }: LegPlan): Promise<Leg> {
  const reply = await bus.request(ledgerExecution, { executionId }, WITHIN)
  const leg = reply.ok ? reply.legs.find((one) => one.legId === legId) : undefined
  if (!leg) throw new Error(`the ledger has no leg ${legId}`)
  return leg
}

/** What a reconciliation does for a leg of which nobody knows what became: it was not placed. */
export async function endUnknown({ bus }: Stand, { legId }: LegPlan): Promise<void> {
  for (const to of ['UNKNOWN', 'ABSENT'] as const) {
    const evidence = { reading: 'of the test' }
    const move = { legId, to, by: 'test', reason: 'The test is over.', evidence }
    await bus.request(ledgerRecord, move, WITHIN)
  }
}

/** A selection that can be bet, with room for the stake, on which nothing was bet before. */
export async function pickQuote(
  stand: Stand,
  quotes: ReadonlyMap<string, Quote>,
  house: House,
): Promise<Quote> {
  const picked = pickedAt.get(stand) ?? new Set()
  pickedAt.set(stand, picked)
  const booked = new Set((await stand.readBook(house)).map(({ selectionId }) => selectionId))
  const quote = [...quotes.values()].find(
    ({ selectionId, suspended, maxStake }) =>
      !picked.has(selectionId) &&
      !booked.has(selectionId) &&
      !suspended &&
      Number(maxStake ?? LARGEST) >= LARGEST,
  )
  if (!quote) throw new Error(`${house} quotes nothing that can be bet`)
  picked.add(quote.selectionId)
  return quote
}

const LARGEST = 100
const pickedAt = new WeakMap<Stand, Set<string>>()
