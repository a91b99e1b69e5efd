import { Group, Stack, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { chainQuery } from '../api/queries.ts'
import { ChainTag } from '../parts/chain-tag.tsx'
import { ExportButtons } from './export-buttons.tsx'
import { HistoryFilters } from './history-filters.tsx'
import { HistoryList } from './history-list.tsx'
import { ImportedHistory } from './imported-history.tsx'
import { useHistoryFilter } from './use-history-filter.ts'

/** Every execution, newest first. */
export function HistoryScreen() {
  const { filter } = useHistoryFilter()
  const { data: chain } = useQuery(chainQuery)
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Group gap="sm">
          <Title order={1}>History</Title>
          {chain && <ChainTag isIntact={chain.isIntact} />}
        </Group>
        <ExportButtons filter={filter} />
      </Group>
      <HistoryFilters />
      <HistoryList />
      <ImportedHistory text={filter.text ?? ''} />
    </Stack>
  )
}
