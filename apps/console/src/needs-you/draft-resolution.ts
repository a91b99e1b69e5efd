import { toMinor } from '@surefoot/arbitrage'
import { foreignId, money, odds, type Leg } from '@surefoot/shared/messages'
import type { Resolution } from '../api/commands.ts'

/** What a person has filled in so far. */
export interface ResolutionDraft {
  readonly outcome: Resolution['outcome'] | null
  readonly betReference: string
  readonly stake: string
  readonly odds: string
  readonly note: string
}

export const EMPTY_DRAFT: ResolutionDraft = {
  outcome: null,
  betReference: '',
  stake: '',
  odds: '',
  note: '',
}

export type DraftFaults = Partial<Record<'betReference' | 'stake' | 'odds' | 'note', string>>

/** What is still to be filled in, by field, in words. */
export function faultsOf(draft: ResolutionDraft): DraftFaults {
  const fault = (isRight: boolean, words: string) => (isRight ? undefined : words)
  const found = {
    note: fault(draft.note.trim() !== '', 'Say how you know: it is kept as the evidence.'),
    ...(draft.outcome === 'accepted' && {
      betReference: fault(isGiven(foreignId, draft.betReference), 'The number of the bet.'),
      stake: fault(isGiven(money, draft.stake), 'Digits, such as 25.00.'),
      odds: fault(isGiven(odds, draft.odds), 'Decimal odds above 1, such as 2.10.'),
    }),
  }
  return Object.fromEntries(Object.entries(found).filter(([, words]) => words !== undefined))
}

function isGiven(schema: typeof money, text: string): boolean {
  return schema.safeParse(text.trim()).success
}

/** The decision, or null while it is not whole. */
export function readResolution(draft: ResolutionDraft): Resolution | null {
  if (draft.outcome === null || Object.keys(faultsOf(draft)).length > 0) return null
  const note = draft.note.trim()
  if (draft.outcome === 'absent') return { outcome: 'absent', note }
  return {
    outcome: 'accepted',
    betReference: draft.betReference.trim(),
    stake: draft.stake.trim(),
    odds: draft.odds.trim(),
    note,
  }
}

/** What speaks against the bet being the leg's, in words; null if nothing does. */
export function doubtOf(leg: Leg, resolution: Resolution): string | null {
  if (resolution.outcome === 'absent') return null
  if (toMinor(resolution.stake) > toMinor(leg.stake))
    return 'Its stake is larger than was asked. A bookmaker takes less, never more: look again whose bet it is.'
  return Number(resolution.odds) < Number(leg.leastOdds)
    ? 'Its odds are lower than the leg allowed.'
    : null
}
