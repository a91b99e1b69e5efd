import { fromMinor, toMinor } from '@surefoot/arbitrage'
import { market, type LearntLimit, type Leg, type LimitChange } from '@surefoot/shared/messages'
import { appendLink } from '../database/audit-chain.ts'
import type { Transaction } from '../database/open-database.ts'

/**
 * Keeps what a leg that has just been accepted shows of its provider's limit, in the commit that records the acceptance: a
 * receipt that comes again moves no leg, so it learns nothing, not even after the limit was forgotten. Of several stakes the
 * smallest counts, until an operator forgets it. Returns the change, to be published after the commit.
 */
export async function learnLimit(tx: Transaction, leg: Leg): Promise<LimitChange | undefined> {
  const accepted = acceptedBelow(leg)
  if (accepted === undefined) return undefined
  const { sport, market: kind } = await tx.execution.findUniqueOrThrow({
    where: { id: leg.executionId },
    select: { sport: true, market: true },
  })
  const limit = limitOf(leg, { sport, kind, accepted })
  const { deskId, account, providerId, legId, stake, asked, since } = limit
  const kept = await tx.$executeRaw`
    INSERT INTO "learnt_limits" ("deskId", "account", "providerId", "sport", "market", "legId", "stake", "asked", "since")
    VALUES (${deskId}, ${account}, ${providerId}, ${sport}, ${kind}, ${legId}, ${stake}::numeric, ${asked}::numeric,
      ${since}::timestamptz)
    ON CONFLICT ("deskId", "account", "providerId", "sport", "market") DO UPDATE SET
      "legId" = excluded."legId", "stake" = excluded."stake", "asked" = excluded."asked", "since" = excluded."since",
      "forgottenAt" = NULL, "forgottenBy" = NULL
    WHERE "learnt_limits"."forgottenAt" IS NOT NULL OR excluded."stake" < "learnt_limits"."stake"`
  if (kept === 0) return undefined
  const { since: _, ...details } = limit
  await appendLink(tx, { kind: 'limit.learnt', executionId: leg.executionId, details })
  return { deskId, limit, isForgotten: false }
}

/** The stake that was accepted, if it is less than what the permit allowed. On paper no provider takes anything. */
function acceptedBelow({ state, venue, stake, receipt }: Leg): string | undefined {
  if (state !== 'ACCEPTED' || venue === 'paper' || receipt === null || receipt.paper)
    return undefined
  const { stake: accepted } = receipt
  if (accepted === null) return undefined
  const acceptedMinor = toMinor(accepted)
  const isBelow = acceptedMinor > 0 && acceptedMinor < toMinor(stake)
  return isBelow ? fromMinor(acceptedMinor) : undefined
}

interface Shown {
  readonly sport: string
  readonly kind: string
  readonly accepted: string
}

function limitOf(leg: Leg, { sport, kind, accepted }: Shown): LearntLimit {
  const { deskId, account, providerId, legId, stake: asked, changedAt: since } = leg
  const place = { deskId, account, providerId, sport, market: market.parse(kind) }
  return { ...place, legId, stake: accepted, asked, since }
}
