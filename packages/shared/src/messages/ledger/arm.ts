import { z } from 'zod'
import { foreignId, instant, money, odds, venue } from '../common.ts'
import { defineRequest } from '../define.ts'
import { legId, listedBefore } from '../leg.ts'

/** The longest a permit lives: a submit may leave this long after its leg was armed. */
export const PERMIT_LIFE_MS = 5000

/** The right to submit one leg once, until `livesMs` after the executor asked for it. */
export const permit = z.object({
  permitId: z.uuid(),
  legId,
  selectionId: foreignId,
  stake: money,
  leastOdds: odds,
  venue,
  /** Caps and watchdog were bypassed: only a simulated browser may use this permit. */
  safeMode: z.boolean(),
  expiresAt: instant,
  livesMs: z.number().int().positive(),
})
export type Permit = z.infer<typeof permit>

/**
 * AUTHORIZED → ARMED, with every check in one transaction on the database's clock.
 * Refused: NOT_AUTHORIZED, DEADLINE, STALE_LEASE, NOT_RECONCILED, HALTED, A_NOT_ACCEPTED, NOT_LONE, SELECTION_BUSY,
 * EVIDENCE_MISSING, OVER_CAP, SAFE_MODE. NOT_RECONCILED: a leg of the account is ARMED, PENDING or UNKNOWN under an older
 * epoch. EVIDENCE_MISSING: lists, balance or session were never read in this version of the contract.
 */
export const ledgerArm = defineRequest(
  'ledger.arm',
  'global',
  z.object({
    legId,
    executorId: z.string(),
    epoch: z.number().int(),
    /** Chosen by the executor for this attempt. A nonce that was used gives no second permit. */
    nonce: z.uuid(),
    isSimulated: z.boolean(),
    /** The account's balance as the slip was read: kept with the leg, because proof of ABSENT needs it. */
    balanceBefore: money.nullable(),
    /** Left out or null where the lists have not been read whole: then a bet that was there before may be taken for the leg's. */
    listedBefore: listedBefore.nullish(),
  }),
  z.object({ permit }),
)
