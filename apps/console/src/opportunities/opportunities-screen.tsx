import { Group, NumberInput, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { opportunitiesQuery } from '../api/queries.ts'
import { useDesk } from '../live/use-desk.ts'
import { Empty } from '../parts/empty.tsx'
import { Failure } from '../parts/failure.tsx'
import { OpportunityTable } from './opportunity-table.tsx'
import { RefusedList } from './refused-list.tsx'

/** What could be taken now, what it would win, and why it is not taken. */
export function OpportunitiesScreen() {
  const { desk } = useDesk()
  const { data, error, refetch } = useQuery(opportunitiesQuery)
  const [stake, setStake] = useState<string | number>('')
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1}>Opportunities</Title>
          <Text size="sm" className="quiet">
            {desk?.opportunityRate ?? '–'} found in the last minute. Best first; rows stand still
            while the pointer is on them.
          </Text>
        </div>
        <NumberInput
          label="My stake at A, at most"
          placeholder="the scanner's"
          value={stake}
          onChange={setStake}
          min={0}
          max={999_999}
          decimalScale={2}
          allowNegative={false}
          w={190}
        />
      </Group>
      {error && <Failure what="The opportunities" error={error} onRetry={() => void refetch()} />}
      {data === undefined && !error && <Skeleton h={240} />}
      {data?.length === 0 && (
        <div className="card">
          <Empty title="No opportunity now">
            Opportunities appear here when both accounts run and their prices for one match differ
            enough to win whatever happens. Most live for seconds.
          </Empty>
        </div>
      )}
      {data !== undefined && data.length > 0 && (
        <OpportunityTable
          opportunities={data}
          stake={typeof stake === 'number' && stake > 0 ? stake.toFixed(2) : null}
        />
      )}
      <RefusedList />
    </Stack>
  )
}
