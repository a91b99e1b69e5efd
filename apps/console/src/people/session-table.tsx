import { Button, Table, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { endSession, sessionsQuery, type Session } from '../api/sessions.ts'
import { formatDateTime } from '../format/time.ts'
import { Tag } from '../parts/tag.tsx'
import { useCommand } from '../parts/use-command.ts'
import { describeBrowser, describePlace } from './describe-browser.ts'

export function SessionTable({ sessions }: { readonly sessions: readonly Session[] }) {
  const client = useQueryClient()
  const ending = useCommand({
    run: endSession,
    failure: ({ operator }: Session) => `The browser of ${operator} was not logged out`,
    onDone: () => void client.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  })
  return (
    <div className="card" style={{ padding: 0, overflowX: 'auto' }}>
      <Table verticalSpacing="sm" horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th>Browser</Table.Th>
            <Table.Th>Opened</Table.Th>
            <Table.Th>Last used</Table.Th>
            <Table.Th>Ends</Table.Th>
            <Table.Th aria-label="Act" />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sessions.map((session) => (
            <Row
              key={session.sessionId}
              session={session}
              onEnd={() => ending.mutate(session)}
              isEnding={ending.isPending}
            />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

interface RowProps {
  readonly session: Session
  readonly onEnd: () => void
  readonly isEnding: boolean
}

function Row({ session, onEnd, isEnding }: RowProps) {
  const { operator, userAgent, peer, isThis } = session
  const browser = describeBrowser(userAgent)
  return (
    <Table.Tr>
      <Table.Td>
        <span className="people-name">
          {operator} {isThis && <Tag tone="good">this browser</Tag>}
        </span>
      </Table.Td>
      <Table.Td>
        <Text size="sm" title={userAgent}>
          {browser}
        </Text>
        <Text size="xs" className="quiet">
          from {describePlace(peer)}
        </Text>
      </Table.Td>
      <Table.Td>{formatDateTime(session.openedAt)}</Table.Td>
      <Table.Td>{isThis ? 'now' : formatDateTime(session.usedAt)}</Table.Td>
      <Table.Td>{formatDateTime(session.expiresAt)}</Table.Td>
      <Table.Td ta="right">
        {!isThis && (
          <Button
            size="xs"
            variant="light"
            color="red"
            aria-label={`Log out ${operator}, ${browser}`}
            disabled={isEnding}
            onClick={onEnd}
          >
            Log out
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  )
}
