/**
 * Row locks of the ledger. Taken in this order and no other, so that no two transactions wait for each other:
 * desk → accounts (A before B) → lease → execution → bet → learnt limit → audit chain. The row of an execution stands for its legs.
 * The functions lock_leg, lock_execution, facts_for_open and facts_for_arm of the migrations keep it too.
 */
import { z } from 'zod'
import type { Transaction } from './open-database.ts'

const instants = z.tuple([z.object({ at: z.date() })])
const instantsOfLegs = z.tuple([z.object({ at: z.date().nullable() })])

export async function lockDesk(tx: Transaction, deskId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "desks" WHERE "id" = ${deskId} FOR UPDATE`
}

/** Several at once, in the order of their ids. */
export async function lockDesks(tx: Transaction, deskIds: readonly string[]): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "desks" WHERE "id" = ANY(${deskIds}) ORDER BY "id" FOR UPDATE`
}

export async function lockAccount(tx: Transaction, deskId: string, account: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "accounts" WHERE "deskId" = ${deskId} AND "account" = ${account} FOR UPDATE`
}

/** An execution, with its desk if the act may halt it. Answers the instant after the last lock. */
export async function lockExecution(
  tx: Transaction,
  executionId: string,
  { withDesk }: { readonly withDesk: boolean },
): Promise<Date> {
  const rows = await tx.$queryRaw`SELECT lock_execution(${executionId}::uuid, ${withDesk}) AS "at"`
  return instants.parse(rows)[0].at
}

/** A leg's execution, with its desk if the act may halt it. Answers the instant after the last lock; null: there is no such leg. */
export async function lockLeg(
  tx: Transaction,
  legId: string,
  { withDesk }: { readonly withDesk: boolean },
): Promise<Date | null> {
  const rows = await tx.$queryRaw`SELECT lock_leg(${legId}, ${withDesk}) AS "at"`
  return instantsOfLegs.parse(rows)[0].at
}

/** Several at once, in the order of their ids: who holds the desk alone may do so. */
export async function lockExecutions(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM "execution_audit_log" WHERE "id" = ANY(${ids}::uuid[]) ORDER BY "id" FOR UPDATE`
}

/** One at a time claims a bet of a provider. It need not be in a row yet. */
export async function lockBet(
  tx: Transaction,
  { providerId, betReference }: { readonly providerId: string; readonly betReference: string },
): Promise<void> {
  await tx.$queryRaw`
    SELECT pg_advisory_xact_lock(hashtext(${providerId}), hashtext(${betReference}))::text`
}
