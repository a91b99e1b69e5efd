import {
  contractList,
  executionRecord,
  ledgerChain,
  ledgerImported,
  ledgerJournal,
  refusedRow,
} from '@surefoot/shared/messages'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { desk, liveOpportunity } from './desk.ts'
import { request } from './request.ts'

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

/** What the scanner's rails refuse now or refused in the last minute. */
export const refusedList = z.object({ refused: z.array(refusedRow) })
export const refusedQuery = queryOptions({
  queryKey: ['refused'],
  queryFn: async () => (await request('/api/opportunities/refused', refusedList)).refused,
  refetchInterval: 5000,
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
