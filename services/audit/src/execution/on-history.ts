import {
  ok,
  refuse,
  type ledgerExecution,
  type ledgerExecutions,
  type ledgerExposure,
  type ledgerUnfinished,
  type Reply,
} from '@surefoot/shared'
import type { z } from 'zod'
import { readClock } from '../database/clock.ts'
import type { Ledger } from '../ports.ts'
import { readOutstanding, writeExposure } from './exposure.ts'
import { findExecutions, findOpenRecords, findRecord } from './rows.ts'

export async function onExecution(
  { database }: Ledger,
  { executionId }: z.output<typeof ledgerExecution.body>,
): Promise<Reply<typeof ledgerExecution.reply>> {
  const record = await findRecord(database, executionId)
  return record === undefined
    ? refuse('NOT_FOUND', `There is no execution ${executionId}.`)
    : ok(record)
}

export async function onExecutions(
  { database }: Ledger,
  { deskId, limit, before, finalStatus }: z.output<typeof ledgerExecutions.body>,
): Promise<Reply<typeof ledgerExecutions.reply>> {
  const where = {
    deskId,
    ...(before === undefined ? {} : { timestamp: { lt: new Date(before) } }),
    ...(finalStatus === undefined ? {} : { finalStatus }),
  }
  return ok({ executions: await findExecutions(database, where, limit) })
}

export async function onUnfinished(
  { database }: Ledger,
  { deskId }: z.output<typeof ledgerUnfinished.body>,
): Promise<Reply<typeof ledgerUnfinished.reply>> {
  const executions = await findOpenRecords(database, deskId)
  const now = await readClock(database)
  return ok({ executions, now: now.toISOString() })
}

export async function onExposure(
  { database }: Ledger,
  { deskId }: z.output<typeof ledgerExposure.body>,
): Promise<Reply<typeof ledgerExposure.reply>> {
  const outstanding = await readOutstanding(database, deskId)
  return ok({ A: writeExposure(outstanding, 'A'), B: writeExposure(outstanding, 'B') })
}
