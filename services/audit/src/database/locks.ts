/**
 * Row locks of the ledger. Taken in this order and no other, so that no two transactions wait for each other:
 * desk → accounts (A before B) → lease → execution → bet → learnt limit → audit chain. The row of an execution stands for its legs.
 */
import { control, type Control } from '@surefoot/shared/messages'
import { z } from 'zod'
import type { Transaction } from './open-database.ts'

const desks = z.array(control)

/**
 * The desk's control cannot change until the commit: HALT_ALL waits for the permits before it, and precedes those after.
 * Answers it; undefined if there is no such desk.
 */
export async function holdControl(tx: Transaction, deskId: string): Promise<Control | undefined> {
  const rows = await tx.$queryRaw`
    SELECT "trading", "mode", "venue" FROM "desks" WHERE "id" = ${deskId} FOR SHARE`
  return desks.parse(rows)[0]
}

export async function lockDesk(tx: Transaction, deskId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "desks" WHERE "id" = ${deskId} FOR UPDATE`
}

/** Several at once, in the order of their ids. */
export async function lockDesks(tx: Transaction, deskIds: readonly string[]): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "desks" WHERE "id" = ANY(${deskIds}) ORDER BY "id" FOR UPDATE`
}

export async function lockDeskOfLeg(tx: Transaction, legId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM "desks" WHERE "id" = (SELECT "deskId" FROM "legs" WHERE "id" = ${legId}) FOR UPDATE`
}

export async function lockDeskOfExecution(tx: Transaction, executionId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM "desks"
    WHERE "id" = (SELECT "deskId" FROM "execution_audit_log" WHERE "id" = ${executionId}::uuid) FOR UPDATE`
}

export async function lockAccount(tx: Transaction, deskId: string, account: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "accounts" WHERE "deskId" = ${deskId} AND "account" = ${account} FOR UPDATE`
}

/** One at a time reserves stake of the desk's accounts. */
export async function lockAccounts(tx: Transaction, deskId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "accounts" WHERE "deskId" = ${deskId} ORDER BY "account" FOR UPDATE`
}

export async function lockExecution(tx: Transaction, executionId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "execution_audit_log" WHERE "id" = ${executionId}::uuid FOR UPDATE`
}

/** Several at once, in the order of their ids: who holds the desk alone may do so. */
export async function lockExecutions(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM "execution_audit_log" WHERE "id" = ANY(${ids}::uuid[]) ORDER BY "id" FOR UPDATE`
}

export async function lockExecutionOfLeg(tx: Transaction, legId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM "execution_audit_log"
    WHERE "id" = (SELECT "executionId" FROM "legs" WHERE "id" = ${legId}) FOR UPDATE`
}

/** One at a time claims a bet of a provider. It need not be in a row yet. */
export async function lockBet(
  tx: Transaction,
  { providerId, betReference }: { readonly providerId: string; readonly betReference: string },
): Promise<void> {
  await tx.$queryRaw`
    SELECT pg_advisory_xact_lock(hashtext(${providerId}), hashtext(${betReference}))::text`
}

/** All that a permit of the leg depends on: its desk's control, its account, the account's lease, its execution. */
export async function lockForArm(tx: Transaction, legId: string): Promise<void> {
  await tx.$queryRaw`SELECT lock_for_arm(${legId})::text`
}
