import { ledgerExecutions } from '@surefoot/shared/messages'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { writeQuery, type HistoryFilter } from '../history/history-filter.ts'
import { request } from './request.ts'

const PAGE = 200
const LATEST = 8

export type ExecutionsPage = z.output<typeof ledgerExecutions.reply>

export const readExecutions = (query: URLSearchParams): Promise<ExecutionsPage> =>
  request(`/api/executions?${query}`, ledgerExecutions.reply)

const FIRST_PAGE: string | null = null

/** All pages of all filters: what `applyChangedRows` goes through. */
export const HISTORY = 'history'

/** The executions that fit a filter, a page at a time. A page is read once; what changes in it is brought in by `live`. */
export const historyQuery = (filter: HistoryFilter) =>
  infiniteQueryOptions({
    queryKey: [HISTORY, filter],
    queryFn: ({ pageParam }) => {
      const query = writeQuery(filter)
      query.set('limit', String(PAGE))
      if (pageParam !== null) query.set('cursor', pageParam)
      return readExecutions(query)
    },
    initialPageParam: FIRST_PAGE,
    getNextPageParam: ({ next }: ExecutionsPage): string | null => next,
    staleTime: Number.POSITIVE_INFINITY,
  })

/** What was taken lately, newest first. */
export const lastExecutionsQuery = queryOptions({
  queryKey: ['last-executions'],
  queryFn: async () =>
    (await readExecutions(new URLSearchParams({ limit: String(LATEST) }))).executions,
})
