import { Group, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ExecutionRecord } from '@surefoot/shared/messages'
import { Problem } from '../api/problem.ts'
import { executionQuery } from '../api/queries.ts'
import { formatDateTime } from '../format/time.ts'
import { formatMarket } from '../format/words.ts'
import { EventName } from '../names/event-name.tsx'
import { ExecutionStatus } from '../parts/execution-status.tsx'
import { Empty } from '../parts/empty.tsx'
import { Failure } from '../parts/failure.tsx'
import { ScreenLink } from '../parts/links.tsx'
import { Note } from '../parts/note.tsx'
import { hedgeOutcome } from './hedge-outcome.ts'
import { HedgeSteps } from './hedge-steps.tsx'
import { Lane } from './lane.tsx'
import { ProfitFacts } from './profit-facts.tsx'
import { StepList } from './step-list.tsx'
import { Outside } from '../names/outside.tsx'

/** One execution: what was asked of each leg, what came of it, and every step on the way. */
export function ExecutionScreen({ executionId }: { readonly executionId: string }) {
  const { data, error, refetch } = useQuery(executionQuery(executionId))
  if (error instanceof Problem && error.code === 'NOT_FOUND')
    return (
      <div className="card">
        <Empty title="This execution was never opened">
          It was refused before anything was written: nothing was placed. The journal says why.
        </Empty>
      </div>
    )
  if (error && data === undefined)
    return <Failure what="This execution" error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <Skeleton h={420} />
  return (
    <Stack gap="md">
      <Head record={data} />
      <Notes record={data} />
      <SimpleGrid cols={{ base: 1, sm: 2, lg: data.legs.length > 2 ? 3 : 2 }} spacing="md">
        {data.legs.map((leg) => (
          <Lane key={leg.legId} leg={leg} record={data} />
        ))}
      </SimpleGrid>
      <HedgeSteps events={data.hedgeEvents} />
      <StepList executionId={executionId} />
    </Stack>
  )
}

/** What a person must know of it: what came of the hedge, and what went wrong. */
function Notes({ record }: { readonly record: ExecutionRecord }) {
  const { execution } = record
  const hedge = hedgeOutcome(record)
  return (
    <>
      {hedge && (
        <Note tone={hedge.tone} title={hedge.title}>
          <Outside>{hedge.message}</Outside>
        </Note>
      )}
      {execution.error_message !== null && (
        <Note tone="warn" title="What went wrong">
          <Outside>{execution.error_message}</Outside>
        </Note>
      )}
    </>
  )
}

function Head({ record: { execution } }: { readonly record: ExecutionRecord }) {
  const { sport, market, line, timestamp, requestedBy } = execution
  return (
    <Group justify="space-between" align="flex-start">
      <div>
        <ScreenLink to="/history">History</ScreenLink>
        <Group gap="sm" mt={2}>
          <Title order={1} className="execution-title">
            <EventName of={execution} />
          </Title>
          <ExecutionStatus execution={execution} />
        </Group>
        <Text size="sm" className="quiet">
          {sport} · {formatMarket(market, line)} · taken {formatDateTime(timestamp)} by{' '}
          {requestedBy}
        </Text>
      </div>
      <ProfitFacts execution={execution} />
    </Group>
  )
}
