import { Skeleton, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { needsQuery } from '../api/needs.ts'
import { Empty } from '../parts/empty.tsx'
import { Failure } from '../parts/failure.tsx'
import { NeedCard } from './need-card.tsx'

/** Everything that waits for a person, most money first. */
export function NeedsScreen() {
  const { data, error, refetch } = useQuery(needsQuery)
  return (
    <Stack gap="md">
      <div>
        <Title order={1}>Needs you</Title>
        <Text size="sm" className="quiet">
          What no program may decide. Most money at risk first.
        </Text>
      </div>
      {error && <Failure what="What needs you" error={error} onRetry={() => void refetch()} />}
      {data === undefined && !error && <Skeleton h={240} />}
      {data?.length === 0 && (
        <div className="card">
          <Empty title="Nothing needs you">
            A bet of which nobody knows whether it was placed, a leg that stands alone without a
            hedge, a statement that differs from the ledger, an account that was logged out: each
            appears here as soon as it is found.
          </Empty>
        </div>
      )}
      {data?.map((need) => (
        <NeedCard key={need.id} need={need} />
      ))}
    </Stack>
  )
}
