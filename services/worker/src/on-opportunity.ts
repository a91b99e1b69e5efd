import type { Opportunity } from '@surefoot/shared'
import type { Desk } from './desk.ts'
import { takeInAuto } from './take-in-auto.ts'

/** The scanner found an opportunity, or priced it anew. */
export async function onOpportunity(desk: Desk, opportunity: Opportunity): Promise<void> {
  desk.opportunities.keep(opportunity, desk.ports.clock.epochMs())
  await takeInAuto(desk, opportunity)
}
