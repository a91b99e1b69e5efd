import { MAX_EXECUTION_IDS, type ExecutionRow } from '@surefoot/shared/messages'
import { queryOptions } from '@tanstack/react-query'
import { hasBet } from '../money/has-bet.ts'
import { isOver } from '../parts/execution-state.ts'
import { readExecutions } from './executions.ts'

/** What the gateway gives at once, and how many of them are added up at most. */
const PAGE = 500
const MOST_ROWS = 4000
const ASK_EVERY_MS = 30_000

export interface LatestExecutions {
  /** Newest first. */
  readonly executions: readonly ExecutionRow[]
  /** There are older ones, so the oldest day is not whole. */
  readonly isCut: boolean
}

/** The rows from an instant on, newest first; null: as many as are added up. */
async function readSince(from: string | null): Promise<LatestExecutions> {
  const executions: ExecutionRow[] = []
  const query = new URLSearchParams({ limit: String(PAGE) })
  if (from !== null) query.set('from', from)
  while (executions.length < MOST_ROWS) {
    const older = await readExecutions(query)
    executions.push(...older.executions)
    if (older.next === null) return { executions, isCut: false }
    query.set('cursor', older.next)
  }
  return { executions, isCut: true }
}

async function readByIds(ids: readonly string[]): Promise<ExecutionRow[]> {
  const rows: ExecutionRow[] = []
  for (let at = 0; at < ids.length; at += MAX_EXECUTION_IDS) {
    const some = ids.slice(at, at + MAX_EXECUTION_IDS)
    const query = new URLSearchParams({ ids: some.join(','), limit: String(some.length) })
    rows.push(...(await readExecutions(query)).executions)
  }
  return rows
}

/** Rows that may still change: the others are not read again. */
export function unfinishedOf(rows: readonly ExecutionRow[]): string[] {
  return rows
    .filter((row) => !isOver(row) && (row.closedAt === null || hasBet(row)))
    .map(({ id }) => id)
}

/** Known rows with those that were read again in their places, and new ones before them; each once, newest first. */
export function mergeLatest(
  known: LatestExecutions,
  again: readonly ExecutionRow[],
): LatestExecutions {
  const rows = new Map([...known.executions, ...again].map((row) => [row.id, row]))
  const executions = [...rows.values()].toSorted(
    (one, other) => other.timestamp.localeCompare(one.timestamp) || other.id.localeCompare(one.id),
  )
  return {
    executions: executions.slice(0, MOST_ROWS),
    isCut: known.isCut || executions.length > MOST_ROWS,
  }
}

/** After the first reading only what is new, and what may have changed. */
async function readLatest(known: LatestExecutions | undefined): Promise<LatestExecutions> {
  const newest = known?.executions[0]
  if (known === undefined || newest === undefined) return readSince(null)
  const fresh = await readSince(newest.timestamp)
  if (fresh.isCut) return fresh
  const changed = await readByIds(unfinishedOf(known.executions))
  return mergeLatest(known, [...changed, ...fresh.executions])
}

const KEY = ['latest-executions'] as const

/** The latest executions, to be added up. */
export const latestExecutionsQuery = queryOptions({
  queryKey: KEY,
  queryFn: ({ client }) => readLatest(client.getQueryData<LatestExecutions>(KEY)),
  refetchInterval: ASK_EVERY_MS,
})
