import {
  contractList,
  executionRecord,
  ledgerChain,
  ledgerExecutions,
  ledgerImported,
  ledgerJournal,
  type ExecutionRow,
} from '@surefoot/shared/messages'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { desk, liveOpportunity } from './desk.ts'
import { request } from './request.ts'

export type FinalStatus = NonNullable<ExecutionRow['final_status']>

const PAGE = 50
const CHAIN_LINKS = 200
const JOURNAL_ENTRIES = 50

export const deskQuery = queryOptions({
  queryKey: ['desk'],
  queryFn: () => request('/api/desk', desk),
  // Events keep it fresh; this finds what they lost, and that the gateway is gone.
  refetchInterval: 5000,
})

export const opportunitiesQuery = queryOptions({
  queryKey: ['opportunities'],
  queryFn: async () => {
    const list = z.object({ opportunities: z.array(liveOpportunity) })
    return (await request('/api/opportunities', list)).opportunities
  },
  refetchInterval: 5000,
})

export interface ExecutionsPage {
  readonly finalStatus: FinalStatus | null
  /** Only what is older than this instant. */
  readonly before: string | null
  readonly limit?: number
}

export async function readExecutions({
  finalStatus,
  before,
  limit = PAGE,
}: ExecutionsPage): Promise<ExecutionRow[]> {
  const search = new URLSearchParams({ limit: String(limit) })
  if (finalStatus !== null) search.set('finalStatus', finalStatus)
  if (before !== null) search.set('before', before)
  return (await request(`/api/executions?${search}`, ledgerExecutions.reply)).executions
}

/** Where the page after this one begins; null if this is the last. */
export function nextPageOf(page: readonly ExecutionRow[]): string | null {
  return page.length < PAGE ? null : (page.at(-1)?.timestamp ?? null)
}

const FIRST_PAGE: string | null = null

/** Executions, newest first, a page at a time. */
export const executionsQuery = (finalStatus: FinalStatus | null) =>
  infiniteQueryOptions({
    queryKey: ['executions', finalStatus],
    queryFn: ({ pageParam }) => readExecutions({ finalStatus, before: pageParam }),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: nextPageOf,
  })

/** What was imported of an earlier engine, newest first, a page at a time. It never changes while someone looks. */
export const importedQuery = infiniteQueryOptions({
  queryKey: ['imported'],
  queryFn: ({ pageParam }) =>
    request(`/api/imported?limit=${PAGE}&skip=${pageParam}`, ledgerImported.reply),
  initialPageParam: 0,
  getNextPageParam: ({ total }, pages) =>
    pages.length * PAGE < total ? pages.length * PAGE : null,
})

export const executionQuery = (executionId: string) =>
  queryOptions({
    queryKey: ['execution', executionId],
    queryFn: () => request(`/api/executions/${executionId}`, executionRecord),
  })

/** The audit chain's links of one execution, oldest first, and the verdict over the whole chain. */
export const stepsQuery = (executionId: string) =>
  queryOptions({
    queryKey: ['steps', executionId],
    queryFn: async () => {
      const search = new URLSearchParams({ executionId, limit: String(CHAIN_LINKS) })
      const chain = await request(`/api/chain?${search}`, ledgerChain.reply)
      return {
        ...chain,
        events: chain.events.toSorted((one, other) => one.sequence - other.sequence),
      }
    },
  })

export const chainQuery = queryOptions({
  queryKey: ['chain'],
  queryFn: () => request('/api/chain?limit=1', ledgerChain.reply),
})

export const contractsQuery = queryOptions({
  queryKey: ['contracts'],
  queryFn: async () => (await request('/api/contracts', contractList.reply)).contracts,
})

export const journalQuery = queryOptions({
  queryKey: ['journal'],
  queryFn: () => request(`/api/journal?limit=${JOURNAL_ENTRIES}`, ledgerJournal.reply),
})
