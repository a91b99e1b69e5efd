import {
  ok,
  type ExecutionRecord,
  type Leg,
  type ledgerAdopt,
  type Reply,
  type StatementRow,
} from '@surefoot/shared/messages'
import { appendLink } from '../database/audit-chain.ts'
import { readClock } from '../database/clock.ts'
import type { Transaction } from '../database/open-database.ts'
import { toJson } from '../database/storable.ts'
import { refuseClaim } from '../execution/claim-bet.ts'
import { planHedgeLeg } from '../execution/on-hedge.ts'
import { readLeg } from '../execution/rows.ts'
import { decideAdoptAsHedge, type AdoptAsk, type AdoptedHedge } from './decide-adopt.ts'

interface Adoption {
  readonly record: ExecutionRecord
  readonly statement: StatementRow | undefined
  readonly ask: AdoptAsk
}

/**
 * Writes a bet that a person placed by hand as the next hedge leg of its execution: planned and accepted in one commit. It
 * never has a permit, and nothing is ever placed for it. The caller has locked the desk, the account and the execution.
 */
export async function adoptAsHedge(
  tx: Transaction,
  { record, statement, ask }: Adoption,
): Promise<Reply<typeof ledgerAdopt.reply>> {
  const { executionId, account, betReference, by, note } = ask
  const before = record.legs.find((leg) => isBet(leg, ask))
  if (before !== undefined) return ok({ changed: false, leg: before })
  const decision = decideAdoptAsHedge(record, statement, ask)
  if ('ok' in decision) return decision
  const { deskId, legId, providerId } = decision.leg
  const claimed = await refuseClaim(tx, { deskId, account, providerId, betReference, legId })
  if (claimed !== undefined) return claimed
  const message = `${by} adopted bet ${betReference} of account ${account}: ${note}`
  const details = { message, betReference, account, readAt: decision.readAt }
  const planned = { executionId, step: 'planned', details, leg: decision.leg, by } as const
  const refused = await planHedgeLeg(tx, record, planned)
  return refused ?? ok({ changed: true, leg: await acceptLeg(tx, decision, ask) })
}

function isBet({ account, state, receipt }: Leg, ask: AdoptAsk): boolean {
  return (
    state === 'ACCEPTED' && account === ask.account && receipt?.betReference === ask.betReference
  )
}

async function acceptLeg(
  tx: Transaction,
  { leg: { legId, executionId }, bet, readAt, receipt }: AdoptedHedge,
  { by, note }: AdoptAsk,
): Promise<Leg> {
  const leg = await tx.leg.update({
    where: { id: legId },
    data: {
      state: 'ACCEPTED',
      reason: note,
      receipt: toJson(receipt),
      betReference: bet.betReference,
      acceptedStake: bet.stake,
      changedAt: await readClock(tx),
    },
  })
  const details = {
    legId,
    from: 'AUTHORIZED',
    to: 'ACCEPTED',
    by,
    reason: note,
    receipt,
    bet,
    readAt,
  }
  await appendLink(tx, { kind: 'leg.adopted', executionId, details: toJson(details) })
  return readLeg(leg)
}
