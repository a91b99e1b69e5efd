import {
  executionRecord,
  executionRow,
  hedgeEvent,
  leg,
  settlement,
  type ExecutionRecord,
  type ExecutionRow,
  type HedgeEvent,
  type Leg,
} from '@surefoot/shared/messages'
import type { Reader } from '../database/open-database.ts'
import type {
  Execution,
  HedgeEvent as StoredHedgeEvent,
  Leg as StoredLeg,
  Prisma,
} from '../generated/client.ts'

/** A leg as the messages carry it. */
export function readLeg(row: StoredLeg): Leg {
  return leg.parse({
    ...row,
    legId: row.id,
    stake: row.stake.toFixed(2),
    leastOdds: row.leastOdds.toFixed(),
    deadline: row.deadline.toISOString(),
    armedAt: row.armedAt?.toISOString() ?? null,
    balanceBefore: row.balanceBefore?.toFixed(2) ?? null,
    listedBefore: row.listedBefore ?? undefined,
    settlement: readSettlement(row),
    changedAt: row.changedAt.toISOString(),
  })
}

function readSettlement(row: StoredLeg): Leg['settlement'] {
  const { settledAt, settledBy, settledResult, settledReturn } = row
  if (settledAt === null) return null
  return settlement.parse({
    result: settledResult,
    returned: settledReturn?.toFixed(2),
    at: settledAt.toISOString(),
    by: settledBy,
  })
}

/** The steps of a hedge, oldest first. */
type StoredExecution = Execution & { hedgeEvents: readonly Pick<StoredHedgeEvent, 'step'>[] }

/** A row of `execution_audit_log` as the messages carry it. */
export function readExecution(row: StoredExecution): ExecutionRow {
  return executionRow.parse({
    ...row,
    timestamp: row.timestamp.toISOString(),
    stakeA: row.stakeA.toFixed(2),
    stakeB: row.stakeB.toFixed(2),
    oddsA: row.oddsA.toFixed(),
    oddsB: row.oddsB.toFixed(),
    legA_status: row.legAStatus,
    legB_status: row.legBStatus,
    hedge_triggered: row.hedgeTriggered,
    final_status: row.finalStatus,
    error_message: row.errorMessage,
    expectedProfit: row.expectedProfit.toFixed(2),
    profit: row.profit?.toFixed(2) ?? null,
    deadline: row.deadline.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    hedge: row.hedgeEvents.at(-1)?.step ?? null,
  })
}

const PARTS = {
  // A, B, then the hedge legs, the first one first: there are nine at most.
  legs: { orderBy: { id: 'asc' } },
  hedgeEvents: { orderBy: { timestamp: 'asc' } },
} as const

/** Executions, in the order that is asked for. */
export async function findExecutions(
  reader: Reader,
  asked: Pick<Prisma.ExecutionFindManyArgs, 'where' | 'orderBy' | 'take'>,
): Promise<ExecutionRow[]> {
  const rows = await reader.execution.findMany({
    ...asked,
    include: { hedgeEvents: { ...PARTS.hedgeEvents, select: { step: true } } },
  })
  return rows.map(readExecution)
}

/** An execution with all that the ledger knows of it; undefined if there is none. */
export async function findRecord(
  reader: Reader,
  executionId: string,
): Promise<ExecutionRecord | undefined> {
  const row = await reader.execution.findUnique({ where: { id: executionId }, include: PARTS })
  return row === null ? undefined : readRecord(row)
}

interface OpenRecords {
  readonly deskId: string | undefined
  readonly where: Prisma.ExecutionWhereInput
  readonly take: number
}

/** Open executions, oldest first, of one desk or of all: the first `take` of those that the condition leaves. */
export async function findOpenRecords(
  reader: Reader,
  { deskId, where, take }: OpenRecords,
): Promise<ExecutionRecord[]> {
  const rows = await reader.execution.findMany({
    where: { closedAt: null, ...(deskId === undefined ? {} : { deskId }), AND: [where] },
    include: PARTS,
    orderBy: [{ timestamp: 'asc' }, { id: 'asc' }],
    take,
  })
  return rows.map(readRecord)
}

/** The executions of a desk that closed last, the latest first, without those of which no leg was ever armed. */
export async function findLatestClosed(
  reader: Reader,
  { deskId, closedFrom, take }: { deskId: string; closedFrom: Date; take: number },
): Promise<ExecutionRecord[]> {
  const rows = await reader.execution.findMany({
    where: { deskId, closedAt: { gte: closedFrom }, legs: { some: { armedAt: { not: null } } } },
    include: PARTS,
    orderBy: { closedAt: 'desc' },
    take,
  })
  return rows.map(readRecord)
}

type StoredRecord = Execution & { legs: StoredLeg[]; hedgeEvents: StoredHedgeEvent[] }

/** An execution with its parts as the messages carry them. */
export function readRecord(row: StoredRecord): ExecutionRecord {
  return executionRecord.parse({
    execution: readExecution(row),
    opportunity: row.opportunity,
    legs: row.legs.map(readLeg),
    hedgeEvents: row.hedgeEvents.map(readHedgeEvent),
  })
}

function readHedgeEvent(row: StoredHedgeEvent): HedgeEvent {
  return hedgeEvent.parse({ ...row, timestamp: row.timestamp.toISOString() })
}
