import type { ExecutionRow } from '@surefoot/shared/messages'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import { askForRows } from '../live/history-changes.ts'
import { isOver } from '../parts/execution-state.ts'

/** No event says that a bet was settled: rows in view that are not over are asked for again. */
const ASK_EVERY_MS = 15_000
/** The next page is fetched before its place is reached. */
const AHEAD_ROWS = 30

interface Pages {
  readonly hasNextPage: boolean
  readonly isFetching: boolean
  readonly isError: boolean
  readonly fetchNextPage: () => Promise<unknown>
}

/** What the rows in view ask for: the page after them when its place comes near, and what becomes of those not over. */
export function useRowsInView(executions: readonly ExecutionRow[] | undefined, pages: Pages) {
  const client = useQueryClient()
  const present = useRef({ executions, pages, first: 0, last: 0 })
  useEffect(() => {
    Object.assign(present.current, { executions, pages })
  })
  useEffect(() => {
    const timer = window.setInterval(() => {
      const { executions: rows = [], first, last } = present.current
      const open = rows.slice(first, last + 1).filter((row) => !isOver(row))
      askForRows(
        client,
        open.map(({ id }) => id),
      )
    }, ASK_EVERY_MS)
    return () => window.clearInterval(timer)
  }, [client])
  return useCallback(({ first, last }: { first: number; last: number }) => {
    Object.assign(present.current, { first, last })
    const { executions: rows = [], pages: asked } = present.current
    const isNear = last >= rows.length - AHEAD_ROWS
    if (isNear && asked.hasNextPage && !asked.isFetching && !asked.isError)
      void asked.fetchNextPage()
  }, [])
}
