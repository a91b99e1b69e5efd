import { z } from 'zod'
import { account, actor, foreignId } from '../common.ts'
import { defineRequest } from '../define.ts'
import { leg, legId } from '../leg.ts'
import { executionRecord } from './execution.ts'

/** Why a person decided so, for who asks later. */
export const decisionNote = z.string().trim().min(1).max(500)

/**
 * Adopt a bet of the account's latest statement, by its reference: accepted with the stake and the odds that the bookmaker
 * lists. With `legId` it is the bet of that ESCALATED leg. Without, it covers what an operator has of the execution, as its
 * next hedge leg, which was placed by a person and has no permit. Again with the same bet answers `changed: false`.
 * Refused: NOT_FOUND, NOT_ESCALATED, NOT_LISTED (no statement lists it as a bet that nobody owns), NOT_ITS_BET (another
 * selection, listed before the submit, or more stake than the permit), BET_CLAIMED (it is another leg's), NO_COVER (no less
 * may be lost with it); and as a hedge leg of an operator's choice.
 */
export const ledgerAdopt = defineRequest(
  'ledger.adopt',
  'global',
  z.object({
    executionId: z.uuid(),
    legId: legId.optional(),
    account,
    betReference: foreignId,
    by: actor,
    note: decisionNote,
  }),
  z.object({ changed: z.boolean(), leg }),
)

/**
 * Accept what the bets of an execution may lose: the step `held`, with the reason and the operator's name. The bets stay
 * exposure until they are settled. Again answers `created: false` and the record as it is.
 * Refused: NOT_FOUND, NOT_OWNED (its hedge is still on its way), NOT_EXPOSED (nothing may be lost).
 */
export const ledgerAccept = defineRequest(
  'ledger.accept',
  'global',
  z.object({ executionId: z.uuid(), reason: decisionNote, by: actor }),
  executionRecord.extend({ created: z.boolean() }),
)
