import { Button, Skeleton, Table, Text } from '@mantine/core'
import type { AlertChannel, notifyChannels, NotifyChannel } from '@surefoot/shared/messages'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { channelsQuery, deliveriesQuery, testChannel } from '../api/notifications.ts'
import { formatDateTime } from '../format/time.ts'
import { CardHead } from '../parts/card-head.tsx'
import { Empty } from '../parts/empty.tsx'
import { Failure } from '../parts/failure.tsx'
import { Note } from '../parts/note.tsx'
import { tell } from '../parts/notices.ts'
import { useCommand } from '../parts/use-command.ts'
import { CHANNELS, KINDS } from './words.ts'

/** Where alerts go, and whether they arrive. */
export function ChannelsCard() {
  const { data, error, refetch } = useQuery(channelsQuery)
  return (
    <section className="card">
      <CardHead title="Channels" />
      {error && <Failure what="The channels" error={error} onRetry={() => void refetch()} />}
      {data === undefined && !error && <Skeleton h={120} />}
      {data?.channels.length === 0 && (
        <Empty title="Nobody is notified: no channel is set up">
          Give the notify service a webhook, a Telegram bot, Slack or a mail server by NOTIFY_…
          settings (docs/notifications.md), then start it again.
        </Empty>
      )}
      {data !== undefined && data.channels.length > 0 && <ChannelTable channels={data.channels} />}
      {data !== undefined && <Setup {...data} />}
    </section>
  )
}

function ChannelTable({ channels }: { readonly channels: readonly NotifyChannel[] }) {
  const test = useTest()
  return (
    <div style={{ overflowX: 'auto' }}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Channel</Table.Th>
            <Table.Th>Goes to</Table.Th>
            <Table.Th>Sends</Table.Th>
            <Table.Th aria-label="Act" />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {channels.map(({ channel, target, kinds }) => (
            <Table.Tr key={channel}>
              <Table.Td>{CHANNELS[channel]}</Table.Td>
              <Table.Td>{target}</Table.Td>
              <Table.Td>{kinds.map((kind) => KINDS[kind].name).join(', ')}</Table.Td>
              <Table.Td ta="right">
                <Button
                  size="xs"
                  variant="default"
                  aria-label={`Send a test by ${CHANNELS[channel]}`}
                  loading={test.isPending && test.variables === channel}
                  onClick={() => test.mutate(channel)}
                >
                  Send a test
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

function useTest() {
  const client = useQueryClient()
  return useCommand({
    run: testChannel,
    failure: (channel: AlertChannel) => `It is not known whether ${CHANNELS[channel]} works`,
    onDone: ({ isSent, error }, channel) => {
      void client.invalidateQueries({ queryKey: deliveriesQuery.queryKey })
      const name = CHANNELS[channel]
      if (isSent) tell({ kind: 'done', title: `${name} took the test: look whether you have it` })
      else
        tell({
          kind: 'failed',
          title: `${name} did not take the test`,
          message: error ?? 'No reason was given.',
        })
    },
  })
}

type SetupProps = z.output<typeof notifyChannels.reply>

function Setup({ quietHours, isQuiet, repeatMs, heartbeat }: SetupProps) {
  return (
    <>
      <Text size="sm" className="quiet" mt="sm">
        Again every {Math.round(repeatMs / 1000)} s until acknowledged.{' '}
        {quietHours === null
          ? 'No quiet hours.'
          : `Quiet hours ${quietHours}${isQuiet ? ' (now)' : ''}: needs, halts and silent services are sent all the same.`}{' '}
        {heartbeat === null
          ? 'No dead man’s switch: if this machine dies, nobody is notified (HEARTBEAT_URL).'
          : `Dead man’s switch: a beat to ${heartbeat.target} every ${Math.round(heartbeat.everyMs / 1000)} s, the last ${heartbeat.lastSentAt === null ? 'not yet sent' : `at ${formatDateTime(heartbeat.lastSentAt)}`}.`}
      </Text>
      {heartbeat !== null && heartbeat.error !== null && heartbeat.lastSentAt !== null && (
        <Note tone="warn" title="The last beat was not taken">
          {heartbeat.error}
        </Note>
      )}
    </>
  )
}
