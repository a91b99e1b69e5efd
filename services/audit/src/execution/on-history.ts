import {
  ok,
  refuse,
  type ledgerExecution,
  type ledgerExecutions,
  type ledgerExposure,
  type ledgerUnfinished,
  type Reply,
} from '@surefoot/shared/messages'
import type { z } from 'zod'
import { readClock } from '../database/clock.ts'
import { PAGE_BYTES, takeWithinBytes } from '../database/take-within-bytes.ts'
import type { Ledger } from '../ports.ts'
import { readOutstanding, writeExposure } from './exposure.ts'
import { filterExecutions } from './filter-executions.ts'
import { orderExecutions, readCursor, writeCursor } from './page-executions.ts'
import { findExecutions, findOpenRecords, findRecord } from './rows.ts'

const OPEN_PER_PAGE = 200
const OLDEST_FIRST = { sort: 'taken', direction: 'asc' } as const
const BAD_CURSOR = refuse(
  'BAD_CURSOR',
  'This page cannot be continued. Read the list from its beginning.',
)

export async function onExecution(
  { database }: Ledger,
  { executionId }: z.output<typeof ledgerExecution.body>,
): Promise<Reply<typeof ledgerExecution.reply>> {
  const record = await findRecord(database, executionId)
  return record === undefined
    ? refuse('NOT_FOUND', `There is no execution ${executionId}.`)
    : ok(record)
}

/** A page: as many rows as are asked for, fewer where they would not fit into a message. */
export async function onExecutions(
  { database }: Ledger,
  { deskId, limit, sort, direction, cursor, ...filter }: z.output<typeof ledgerExecutions.body>,
): Promise<Reply<typeof ledgerExecutions.reply>> {
  const order = { sort: sort ?? 'taken', direction: direction ?? 'desc' } as const
  const after = cursor === undefined ? null : readCursor(cursor, order)
  if (after === undefined) return BAD_CURSOR
  const where = { deskId, AND: [filterExecutions(filter), after === null ? {} : after] }
  const rows = await findExecutions(database, {
    where,
    orderBy: orderExecutions(order),
    take: limit,
  })
  const executions = takeWithinBytes(rows, PAGE_BYTES)
  const last = executions.at(-1)
  const isLast = executions.length === rows.length && rows.length < limit
  return ok({ executions, next: isLast || last === undefined ? null : writeCursor(last, order) })
}

/** A page, by bytes: one reply with all of them would be larger than a message, and the watchdog blind. */
export async function onUnfinished(
  { database }: Ledger,
  { deskId, isTriggered, cursor }: z.output<typeof ledgerUnfinished.body>,
): Promise<Reply<typeof ledgerUnfinished.reply>> {
  const after = cursor === undefined ? {} : readCursor(cursor, OLDEST_FIRST)
  if (after === undefined) return BAD_CURSOR
  const where = isTriggered ? { AND: [after, { hedgeTriggered: true }] } : after
  const records = await findOpenRecords(database, { deskId, where, take: OPEN_PER_PAGE })
  const executions = takeWithinBytes(records, PAGE_BYTES)
  const now = await readClock(database)
  const last = executions.at(-1)
  const isLast = executions.length === records.length && records.length < OPEN_PER_PAGE
  const next = isLast || last === undefined ? null : writeCursor(last.execution, OLDEST_FIRST)
  return ok({ executions, now: now.toISOString(), next })
}

export async function onExposure(
  { database }: Ledger,
  { deskId }: z.output<typeof ledgerExposure.body>,
): Promise<Reply<typeof ledgerExposure.reply>> {
  const outstanding = await readOutstanding(database, deskId)
  return ok({ A: writeExposure(outstanding, 'A'), B: writeExposure(outstanding, 'B') })
}
