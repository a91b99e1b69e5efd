import type { ExecutionRow, ExecutionSort, SortDirection } from '@surefoot/shared/messages'
import { z } from 'zod'
import type { Prisma } from '../generated/client.ts'

export interface Order {
  readonly sort: ExecutionSort
  readonly direction: SortDirection
}

interface SortKey {
  readonly column: 'timestamp' | 'expectedProfit' | 'profit' | 'stakeA' | 'stakeB'
  readonly valueOf: (row: ExecutionRow) => string | null
  /** What a cursor may carry of it. */
  readonly value: z.ZodType<string>
}

const amount = z.string().regex(/^-?\d{1,9}\.\d{2}$/)
const KEYS: Record<ExecutionSort, SortKey> = {
  taken: { column: 'timestamp', valueOf: ({ timestamp }) => timestamp, value: z.iso.datetime() },
  promised: { column: 'expectedProfit', valueOf: (row) => row.expectedProfit, value: amount },
  booked: { column: 'profit', valueOf: ({ profit }) => profit, value: amount },
  stakeA: { column: 'stakeA', valueOf: ({ stakeA }) => stakeA, value: amount },
  stakeB: { column: 'stakeB', valueOf: ({ stakeB }) => stakeB, value: amount },
}

/** By the sort's column, then by id. What is not booked yet comes last in both directions. */
export function orderExecutions({
  sort,
  direction,
}: Order): Prisma.ExecutionOrderByWithRelationInput[] {
  const { column } = KEYS[sort]
  const first =
    column === 'profit'
      ? { profit: { sort: direction, nulls: 'last' as const } }
      : { [column]: direction }
  return [first, { id: direction }]
}

/** The place in the order after this row: its sort value, empty where it is null, and its id. */
export function writeCursor(row: ExecutionRow, { sort }: Order): string {
  return `${KEYS[sort].valueOf(row) ?? ''}|${row.id}`
}

/** The condition that a row comes after a cursor; undefined for a cursor that this order did not write. */
export function readCursor(
  cursor: string,
  { sort, direction }: Order,
): Prisma.ExecutionWhereInput | undefined {
  const { column, value: schema } = KEYS[sort]
  const [value = '', id, ...rest] = cursor.split('|')
  if (rest.length > 0 || !z.uuid().safeParse(id).success || id === undefined) return undefined
  const beyond = (of: string) => (direction === 'desc' ? { lt: of } : { gt: of })
  if (value === '') return column === 'profit' ? { profit: null, id: beyond(id) } : undefined
  if (!schema.safeParse(value).success) return undefined
  return {
    OR: [
      { [column]: beyond(value) },
      { [column]: value, id: beyond(id) },
      ...(column === 'profit' ? [{ profit: null }] : []),
    ],
  }
}
