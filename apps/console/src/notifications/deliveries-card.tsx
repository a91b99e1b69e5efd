import { Skeleton, Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { deliveriesQuery } from '../api/notifications.ts'
import { formatDateTime } from '../format/time.ts'
import { CardHead } from '../parts/card-head.tsx'
import { Empty } from '../parts/empty.tsx'
import { Failure } from '../parts/failure.tsx'
import { Tag } from '../parts/tag.tsx'
import { CHANNELS, KINDS, PURPOSES } from './words.ts'

/** Every attempt, with what became of it. */
export function DeliveriesCard() {
  const { data, error, refetch } = useQuery(deliveriesQuery)
  return (
    <section className="card">
      <CardHead title="Delivery log" />
      {error && <Failure what="The delivery log" error={error} onRetry={() => void refetch()} />}
      {data === undefined && !error && <Skeleton h={160} />}
      {data?.length === 0 && (
        <Empty title="Nothing was sent">
          Each attempt by each channel is a line here, also one that failed, and each repetition.
        </Empty>
      )}
      {data !== undefined && data.length > 0 && (
        <div style={{ overflowX: 'auto' }}>
          <Table verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>At</Table.Th>
                <Table.Th>Channel</Table.Th>
                <Table.Th>About</Table.Th>
                <Table.Th>Why</Table.Th>
                <Table.Th>Outcome</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.map(
                ({ messageId, alertId, channel, kind, purpose, at, isSent, error: why }) => (
                  <Table.Tr key={`${messageId} ${alertId ?? ''}`}>
                    <Table.Td>{formatDateTime(at)}</Table.Td>
                    <Table.Td>{CHANNELS[channel]}</Table.Td>
                    <Table.Td>{kind === null ? '–' : KINDS[kind].name}</Table.Td>
                    <Table.Td>{PURPOSES[purpose]}</Table.Td>
                    <Table.Td>
                      <Tag tone={isSent ? 'good' : 'bad'}>{isSent ? 'Taken' : 'Not sent'}</Tag>{' '}
                      {why}
                    </Table.Td>
                  </Table.Tr>
                ),
              )}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </section>
  )
}
