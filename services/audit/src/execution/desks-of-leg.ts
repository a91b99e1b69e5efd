import { z } from 'zod'
import type { Transaction } from '../database/open-database.ts'
import type { RecordAsk } from './decide-record.ts'

const ROLE = /-(A|B|H[2-9]?)$/

/** The id of a leg is its execution's with its role behind; null if it is no execution's. */
export function executionOfLeg(legId: string): string | null {
  return z.uuid().safeParse(legId.replace(ROLE, '')).data ?? null
}

/** The desks that a leg may be of which the ledger does not hold: the one that is named, its execution's, or every one. */
export async function findDesksOfLeg(
  tx: Transaction,
  { legId, deskId }: Pick<RecordAsk, 'legId' | 'deskId'>,
): Promise<string[]> {
  if (deskId !== undefined) return [deskId]
  const id = executionOfLeg(legId)
  const execution = id === null ? null : await tx.execution.findUnique({ where: { id } })
  if (execution !== null) return [execution.deskId]
  const desks = await tx.desk.findMany({ select: { id: true }, orderBy: { id: 'asc' } })
  return desks.map((desk) => desk.id)
}
