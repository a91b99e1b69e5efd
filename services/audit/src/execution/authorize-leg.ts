import type { LegPlan } from '@surefoot/shared/messages'
import { withLink, type Link } from '../database/audit-chain.ts'
import type { Transaction } from '../database/open-database.ts'
import { Prisma, type Leg } from '../generated/client.ts'

interface Planned {
  readonly matchId: string
  readonly plans: readonly LegPlan[]
}

/** Writes legs of one match into the plan: nothing of them has been sent. */
export async function authorizeLegs(tx: Transaction, planned: Planned): Promise<void> {
  await tx.$executeRaw`${insertLegs(planned)}`
}

/** The same with the link that says so, in one statement. Answers the legs, in the order of their ids. */
export function authorizeLinked(
  tx: Transaction,
  { link, ...planned }: Planned & { readonly link: Link },
): Promise<Leg[]> {
  const writes = Prisma.sql`planned AS (${insertLegs(planned)})`
  return tx.$queryRaw<Leg[]>`${withLink(writes, link)} SELECT * FROM planned ORDER BY "id"`
}

function insertLegs({ matchId, plans }: Planned): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO "legs" ("id", "executionId", "deskId", "account", "role", "matchId", "providerId", "contractVersion", "eventId",
      "selectionId", "stake", "leastOdds", "deadline", "venue")
    SELECT "legId", "executionId", "deskId", "account", "role", ${matchId}, "providerId", "contractVersion", "eventId",
      "selectionId", "stake", "leastOdds", "deadline", "venue"
    FROM jsonb_to_recordset(${JSON.stringify(plans)}::jsonb) AS plan (
      "legId" text, "executionId" uuid, "deskId" text, "account" text, "role" text, "providerId" text, "contractVersion" int,
      "eventId" text, "selectionId" text, "stake" numeric, "leastOdds" numeric, "deadline" timestamptz, "venue" text
    )
    RETURNING *`
}

/**
 * What is wrong with a plan for this place, as a sentence; undefined if nothing is. The id is its execution's with its role
 * behind, and is given for a hedge: there may be several.
 */
export function faultOfPlan(
  plan: LegPlan,
  place: Pick<LegPlan, 'deskId' | 'executionId' | 'role' | 'venue'>,
  legId = `${place.executionId}-${place.role}`,
): string | undefined {
  if (plan.legId !== legId || plan.role !== place.role)
    return `Leg ${plan.legId} is not leg ${place.role} of execution ${place.executionId}: that is ${legId}.`
  if (plan.executionId !== place.executionId || plan.deskId !== place.deskId)
    return `Leg ${plan.legId} belongs to another execution or desk.`
  if (plan.venue !== place.venue)
    return `Leg ${plan.legId} is for ${plan.venue}, its execution for ${place.venue}.`
  if (place.role !== 'H' && plan.account !== place.role)
    return `Leg ${plan.legId} is for account ${plan.account}.`
  if (Number(plan.stake) <= 0) return `Leg ${plan.legId} has no stake.`
  return undefined
}
