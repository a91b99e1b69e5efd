import { legStatus } from '@surefoot/arbitrage'
import type { ExecutionChange, ExecutionRow } from '@surefoot/shared/messages'
import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { HISTORY, type ExecutionsPage } from '../api/executions.ts'

type Pages = InfiniteData<ExecutionsPage, string | null>
const ALL = { queryKey: [HISTORY] }

/** Change rows of the history where they are shown; the rows and pages that do not change stay the same objects. */
function changeRows(client: QueryClient, change: (row: ExecutionRow) => ExecutionRow): void {
  client.setQueriesData<Pages>(ALL, (data) => {
    if (data === undefined) return undefined
    const pages = data.pages.map((page) => {
      const executions = page.executions.map(change)
      const isSame = executions.every((row, index) => row === page.executions[index])
      return isSame ? page : { ...page, executions }
    })
    return pages.every((page, index) => page === data.pages[index]) ? data : { ...data, pages }
  })
}

export function replaceRows(client: QueryClient, rows: readonly ExecutionRow[]): void {
  const byId = new Map(rows.map((row) => [row.id, row]))
  changeRows(client, (row) => byId.get(row.id) ?? row)
}

/** Whether an execution is among the pages that were read, of any filter. */
export function isLoaded(client: QueryClient, executionId: string): boolean {
  return client
    .getQueriesData<Pages>(ALL)
    .some(([, data]) =>
      data?.pages.some(({ executions }) => executions.some(({ id }) => id === executionId)),
    )
}

/** After a gap nobody knows which rows changed: the first page is read again, the others when they are scrolled to. */
export function keepFirstPages(client: QueryClient): void {
  client.setQueriesData<Pages>(
    ALL,
    (data) => data && { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) },
  )
}

/** What an event itself says of a row: how its leg came out. The rest is asked of the ledger. */
export function applyLeg(
  client: QueryClient,
  { executionId, role, state }: Pick<ExecutionChange, 'executionId' | 'role' | 'state'>,
): void {
  const status = state === null ? null : legStatus(state)
  if (status === null || (role !== 'A' && role !== 'B')) return
  changeRows(client, (row) => {
    if (row.id !== executionId || row.closedAt !== null) return row
    return role === 'A' ? { ...row, legA_status: status } : { ...row, legB_status: status }
  })
}
