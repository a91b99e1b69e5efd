import { Button, Stack, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { importedQuery } from '../api/queries.ts'
import { formatCount } from '../format/count.ts'
import { CardHead } from '../parts/card-head.tsx'
import { Failure } from '../parts/failure.tsx'
import { ImportedTable } from './imported-table.tsx'
import { importedMatchesText } from './matches-text.ts'

/** What an earlier engine did, where something of it was imported: history, of which nothing is open. */
export function ImportedHistory({ text }: { readonly text: string }) {
  const query = useInfiniteQuery(importedQuery)
  if (query.error)
    return (
      <Failure
        what="The imported history"
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    )
  const [first] = query.data?.pages ?? []
  if (first === undefined || first.total === 0) return null
  const executions = query.data?.pages.flatMap((page) => page.executions) ?? []
  return (
    <section className="card">
      <CardHead title="Imported" />
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          What an earlier engine did: {formatCount(first.total)} in all. It is history: none of it
          is open, counts as exposure or is booked.
        </Text>
        <ImportedTable
          executions={executions.filter((execution) => importedMatchesText(execution, text))}
        />
        {query.hasNextPage && (
          <Button
            variant="default"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            Load older imported
          </Button>
        )}
      </Stack>
    </section>
  )
}
