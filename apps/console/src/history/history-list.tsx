import { Button, Group, Skeleton, Stack, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { historyQuery } from '../api/executions.ts'
import { formatCount } from '../format/count.ts'
import { Empty } from '../parts/empty.tsx'
import { Failure } from '../parts/failure.tsx'
import { HistoryTable } from './history-table.tsx'
import { directionOf, isFiltered, sortBy, sortOf } from './history-filter.ts'
import { NewExecutions } from './new-executions.tsx'
import { useHistoryFilter } from './use-history-filter.ts'
import { useRowsInView } from './use-rows-in-view.ts'

/** The executions that fit the filter; older pages come as they are scrolled to. */
export function HistoryList() {
  const { filter, setFilter } = useHistoryFilter()
  const query = useInfiniteQuery(historyQuery(filter))
  const { data, error, hasNextPage } = query
  const executions = useMemo(() => data?.pages.flatMap((page) => page.executions), [data])
  const onShown = useRowsInView(executions, query)
  return (
    <Stack gap="xs">
      {error && (
        <Failure
          what="History"
          error={error}
          onRetry={() => void (data === undefined ? query.refetch() : query.fetchNextPage())}
        />
      )}
      {executions === undefined && !error && <Skeleton h={420} />}
      {executions?.length === 0 && <Nothing isFiltered={isFiltered(filter)} />}
      {executions !== undefined && (
        <Group justify="space-between" mih={30}>
          <Text size="sm" className="quiet">
            {formatCount(executions.length)} {executions.length === 1 ? 'execution' : 'executions'}{' '}
            {hasNextPage ? 'read so far; scroll down for more' : 'in all'}
          </Text>
          <NewExecutions filter={filter} />
        </Group>
      )}
      {executions !== undefined && executions.length > 0 && (
        <HistoryTable
          key={JSON.stringify(filter)}
          executions={executions}
          sort={sortOf(filter)}
          direction={directionOf(filter)}
          onSort={(by) => setFilter(sortBy(filter, by))}
          onShown={onShown}
        />
      )}
      {hasNextPage && (
        <Button
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Load older
        </Button>
      )}
    </Stack>
  )
}

function Nothing({ isFiltered: isLeftOut }: { readonly isFiltered: boolean }) {
  return (
    <div className="card">
      {isLeftOut ? (
        <Empty title="No execution fits the filter">Clear the filter to see all executions.</Empty>
      ) : (
        <Empty title="No execution yet">
          Each execution is kept here for good, from the moment it is taken: by your click, or by
          the desk in Auto.
        </Empty>
      )}
    </div>
  )
}
