import { getRouteApi } from '@tanstack/react-router'
import type { HistoryFilter } from './history-filter.ts'

const route = getRouteApi('/history')

/** The filter in the address, and how to change it: a filtered history can be bookmarked and sent. */
export function useHistoryFilter() {
  const filter: HistoryFilter = route.useSearch()
  const navigate = route.useNavigate()
  const setFilter = (next: HistoryFilter): void => void navigate({ search: next, replace: true })
  /** An empty choice takes its part out of the filter. */
  const change = (parts: Partial<Record<keyof HistoryFilter, string>>): void =>
    setFilter({ ...filter, ...parts })
  return { filter, setFilter, change }
}
