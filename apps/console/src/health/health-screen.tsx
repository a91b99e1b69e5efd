import { SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { healthQuery } from '../api/health.ts'
import { formatAge } from '../format/age.ts'
import { elapsedSince } from '../live/elapsed.ts'
import { useNow } from '../live/use-now.ts'
import { CardHead } from '../parts/card-head.tsx'
import { Failure } from '../parts/failure.tsx'
import { InstanceTable } from './instance-table.tsx'
import { PartList } from './part-list.tsx'
import { StreamCard } from './stream-card.tsx'
import { useHealth } from './use-health.ts'

/** Every server, service, browser and stream: how it is, since when, and what its log last complained of. */
export function HealthScreen() {
  const health = useHealth()
  const { data, error, refetch } = useQuery(healthQuery)
  useNow()
  const agoMs = data === undefined ? 0 : elapsedSince(data.received)
  return (
    <Stack gap="md">
      <div>
        <Title order={1}>Health</Title>
        <Text size="sm" className="quiet">
          What the gateway was answered and what was reported to it. What is reached only through a
          part that is down is not known.
        </Text>
      </div>
      <section className="card">
        <CardHead title="Parts" />
        <PartList parts={health.parts} />
      </section>
      {error && <Failure what="The processes" error={error} onRetry={() => void refetch()} />}
      {data === undefined && !error && <Skeleton h={240} />}
      {data && (
        <>
          <section className="card">
            <CardHead title="Processes">
              <Text size="sm" className="quiet">
                restarts counted for {formatAge(data.countedForMs + agoMs)}
              </Text>
            </CardHead>
            <InstanceTable instances={data.instances} agoMs={agoMs} />
          </section>
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
            {data.streams.map((stream) => (
              <StreamCard key={stream.account} stream={stream} agoMs={agoMs} />
            ))}
          </SimpleGrid>
        </>
      )}
    </Stack>
  )
}
