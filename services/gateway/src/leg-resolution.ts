import { foreignId, money, odds, type Leg, type Receipt } from '@surefoot/shared/messages'
import { z } from 'zod'

/** Why the person decided so, for who asks later. */
const note = z.string().trim().min(1).max(500)

/** What a person found out about a leg of which it was not known whether it was placed. */
export const legResolution = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('accepted'),
    betReference: foreignId,
    stake: money,
    odds,
    note,
  }),
  z.strictObject({ outcome: z.literal('absent'), note }),
])
export type LegResolution = z.infer<typeof legResolution>

/** The move of the leg that says so, with the receipt that a bet needs. */
export function moveOf(
  leg: Leg,
  resolution: LegResolution,
): { readonly to: 'ACCEPTED' | 'ABSENT'; readonly receipt?: Receipt } {
  if (resolution.outcome === 'absent') return { to: 'ABSENT' }
  const { stake, odds: taken, betReference } = resolution
  const receipt = {
    state: 'ACCEPTED' as const,
    stake,
    odds: taken,
    betReference,
    code: null,
    message: null,
    paper: leg.venue === 'paper',
    raw: null,
  }
  return { to: 'ACCEPTED', receipt }
}

/** Whether the leg is held to be what the person says, so that saying it twice is saying it once. */
export function isResolvedSo({ state, receipt }: Leg, resolution: LegResolution): boolean {
  return resolution.outcome === 'absent'
    ? state === 'ABSENT'
    : state === 'ACCEPTED' && receipt?.betReference === resolution.betReference
}
