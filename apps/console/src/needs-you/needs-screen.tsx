import { Skeleton, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { needsQuery } from '../api/needs.ts'
import { useIsDeskKnown } from '../health/use-health.ts'
import { Empty } from '../parts/empty.tsx'
import { Failure } from '../parts/failure.tsx'
import { Note } from '../parts/note.tsx'
import { NeedCard } from './need-card.tsx'

/** Everything that waits for a person, most money first. */
export function NeedsScreen() {
  const { data, error, refetch } = useQuery(needsQuery)
  const isKnown = useIsDeskKnown()
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
      {!isKnown && (
        <Note tone="warn" title="It is not known what else needs you">
          The ledger cannot be read now. What is shown may be old, and something may be missing.
        </Note>
      )}
      {isKnown && data?.length === 0 && (
        <div className="card">
          <Empty title="Nothing needs you">
            A bet of which nobody knows whether it was placed, a leg that is exposed without a
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
