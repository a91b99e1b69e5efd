import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { historyQuery } from '../api/executions.ts'
import { formatCount } from '../format/count.ts'
import { forgetArrivals, useArrivals } from '../live/history-changes.ts'
import type { HistoryFilter } from './history-filter.ts'

/** How many executions were taken since the list was read. The list moves only when the operator asks for it. */
export function NewExecutions({ filter }: { readonly filter: HistoryFilter }) {
  const client = useQueryClient()
  const count = useArrivals()
  if (count === 0) return null
  const show = (): void => {
    forgetArrivals()
    void client.resetQueries({ queryKey: historyQuery(filter).queryKey, exact: true })
  }
  return (
    <Button size="compact-sm" variant="filled" onClick={show}>
      {formatCount(count)} new: show
    </Button>
  )
}
