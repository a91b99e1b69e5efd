import { ACCOUNTS, METRICS, type Opportunity } from '@surefoot/shared'
import type { Desk } from './desk.ts'
import { takeInAuto } from './take-in-auto.ts'

/** The scanner found an opportunity, or priced it anew. */
export async function onOpportunity(desk: Desk, opportunity: Opportunity): Promise<void> {
  const nowMs = desk.ports.clock.epochMs()
  for (const account of ACCOUNTS) {
    const ageMs = Math.max(0, nowMs - opportunity.legs[account].receivedAt)
    METRICS.quoteAge.record({ account }, ageMs / 1000)
  }
  desk.opportunities.keep(opportunity, nowMs)
  await takeInAuto(desk, opportunity)
}
