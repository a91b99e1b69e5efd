import type { Exposure } from '@surefoot/arbitrage'
import { account, leg, legRole, legState, trading, venue } from '@surefoot/shared/messages'
import { z } from 'zod'
import type { Transaction } from '../database/open-database.ts'
import { legEvidence } from './refuse-unread.ts'
import { ruledExecution } from './ruled-execution.ts'

const minor = z.bigint().transform(Number)

const row = z.object({
  /** The database's clock, after all locks were taken. */
  now: z.date(),
  trading,
  legId: leg.shape.legId,
  account,
  role: legRole,
  state: legState,
  venue,
  matchId: z.string(),
  executionId: z.uuid(),
  deadline: z.date(),
  /** What was bet on both sides so far, and what may be. */
  execution: ruledExecution,
  /** What was read of the account of each leg of the execution, in the version of the contract that the leg is for. */
  evidence: z.array(legEvidence),
  leaseHolder: z.string().nullable(),
  leaseEpoch: z.number().nullable(),
  leaseExpiresAt: z.date().nullable(),
  isNonceUsed: z.boolean(),
  /** By a leg that may be taken for this one. A bet that this execution has accepted is known by its reference. */
  isSelectionBusy: z.boolean(),
  /** A leg of the account may have been submitted under an older epoch of the lease, and it is not known what became of it. */
  isUnreconciled: z.boolean(),
  totalMinor: minor,
  matchMinor: minor,
})

/** All that a permit depends on, as it stands while the locks are held. */
export interface ArmFacts extends Omit<z.output<typeof row>, 'totalMinor' | 'matchMinor'> {
  /** Of the account: this leg and what was bet by hand included. */
  readonly exposure: Exposure
}

/** Locks all that a permit of the leg depends on, then reads it as of one instant. Undefined if there is no such leg. */
export async function lockArmFacts(
  tx: Transaction,
  { legId, nonce }: { readonly legId: string; readonly nonce: string },
): Promise<ArmFacts | undefined> {
  const found = await tx.$queryRaw`SELECT * FROM facts_for_arm(${legId}, ${nonce}::uuid)`
  const [facts] = z.array(row).parse(found)
  if (facts === undefined) return undefined
  const { totalMinor, matchMinor, ...rest } = facts
  return { ...rest, exposure: { totalMinor, byMatch: new Map([[facts.matchId, matchMinor]]) } }
}
