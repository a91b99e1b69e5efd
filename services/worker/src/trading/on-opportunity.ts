import { ACCOUNTS, METRICS, type Opportunity } from '@surefoot/shared'
import type { Desk } from '../desk/desk.ts'
import { takeInAuto } from './take-in-auto.ts'

/** The scanner found an opportunity, or priced it anew. */
export async function onOpportunity(desk: Desk, opportunity: Opportunity): Promise<void> {
  const { clock } = desk.ports
  const nowMs = clock.monotonicMs()
  const aged = { A: ageOf(opportunity.legs.A), B: ageOf(opportunity.legs.B) }
  for (const account of ACCOUNTS) METRICS.quoteAge.record({ account }, aged[account] / 1000)
  const { A, B } = opportunity.legs
  // From here on its prices age by this process's clock.
  const kept = {
    ...opportunity,
    legs: { A: { ...A, receivedAt: nowMs - aged.A }, B: { ...B, receivedAt: nowMs - aged.B } },
  }
  desk.opportunities.keep(kept, nowMs)
  await takeInAuto(desk, kept)
}

/** Older than any price that is taken: a scanner of an older version stamps an instant of its own clock only. */
const UNKNOWN_AGE_MS = 3_600_000

/** Whole milliseconds, as old as the scanner found it. */
function ageOf({ ageMs = UNKNOWN_AGE_MS }: Opportunity['legs']['A']): number {
  return Math.ceil(ageMs)
}
