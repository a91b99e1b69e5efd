import { Button, Group, SegmentedControl, Skeleton, Stack, TextInput, Title } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { chainQuery, executionsQuery, type FinalStatus } from '../api/queries.ts'
import { ChainTag } from '../parts/chain-tag.tsx'
import { Empty } from '../parts/empty.tsx'
import { Failure } from '../parts/failure.tsx'
import { ExportButtons } from './export-buttons.tsx'
import { HistoryTable } from './history-table.tsx'
import { ImportedHistory } from './imported-history.tsx'
import { matchesText } from './matches-text.ts'

type Filter = 'all' | FinalStatus

/** Every execution, newest first. */
export function HistoryScreen() {
  const [filter, setFilter] = useState<Filter>('all')
  const [text, setText] = useState('')
  const { data: chain } = useQuery(chainQuery)
  const finalStatus = filter === 'all' ? null : filter
  const query = useInfiniteQuery(executionsQuery(finalStatus))
  const executions = useMemo(() => query.data?.pages.flat(), [query.data])
  const shown = useMemo(
    () => executions?.filter((execution) => matchesText(execution, text)) ?? [],
    [executions, text],
  )
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Group gap="sm">
          <Title order={1}>History</Title>
          {chain && <ChainTag isIntact={chain.isIntact} />}
        </Group>
        <ExportButtons finalStatus={finalStatus} />
      </Group>
      <Group>
        <SegmentedControl
          aria-label="Show"
          value={filter}
          onChange={setFilter}
          data={[
            { value: 'all', label: 'All' },
            { value: 'success', label: 'Success' },
            { value: 'failed', label: 'Failed' },
          ]}
        />
        <TextInput
          aria-label="Find"
          placeholder="Team, provider, error…"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          w={240}
        />
      </Group>
      {query.error && (
        <Failure what="The executions" error={query.error} onRetry={() => void query.refetch()} />
      )}
      {executions === undefined && !query.error && <Skeleton h={320} />}
      {executions !== undefined && shown.length === 0 && (
        <div className="card">
          <Empty title={executions.length === 0 ? 'No execution yet' : 'None fits'}>
            {executions.length === 0
              ? 'Each execution is kept here for good, from the moment it is taken: by your click, or by the desk in Auto.'
              : 'Clear the filter, or load older executions.'}
          </Empty>
        </div>
      )}
      {shown.length > 0 && <HistoryTable executions={shown} />}
      {query.hasNextPage && (
        <Button
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Load older
        </Button>
      )}
      <ImportedHistory text={text} />
    </Stack>
  )
}
