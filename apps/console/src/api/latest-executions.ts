import type { ExecutionRow } from '@surefoot/shared/messages'
import { queryOptions } from '@tanstack/react-query'
import { readExecutions } from './queries.ts'

/** What the gateway gives at once, and how many of them are added up at most. */
const PAGE = 500
const MOST_PAGES = 8
const ASK_EVERY_MS = 30_000

export interface LatestExecutions {
  /** Newest first. */
  readonly executions: readonly ExecutionRow[]
  /** There are older ones, so the oldest day is not whole. */
  readonly isCut: boolean
}

async function readLatest(): Promise<LatestExecutions> {
  const executions: ExecutionRow[] = []
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const before: string | null = executions.at(-1)?.timestamp ?? null
    const older = await readExecutions({ finalStatus: null, before, limit: PAGE })
    executions.push(...older)
    if (older.length < PAGE) return { executions, isCut: false }
  }
  return { executions, isCut: true }
}

/** The latest executions, to be added up. */
export const latestExecutionsQuery = queryOptions({
  queryKey: ['latest-executions'],
  queryFn: readLatest,
  refetchInterval: ASK_EVERY_MS,
})
