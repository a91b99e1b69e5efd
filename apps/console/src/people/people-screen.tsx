import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { sessionsQuery } from '../api/sessions.ts'
import { Failure } from '../parts/failure.tsx'
import { EndOthers } from './end-others.tsx'
import { LogOutButton } from './log-out-button.tsx'
import { NewLink } from './new-link.tsx'
import { SessionTable } from './session-table.tsx'

/** The browsers that are logged in to this desk, who acts in them, and how another one comes in. */
export function PeopleScreen() {
  const { data, error, refetch } = useQuery(sessionsQuery)
  const [isMaking, making] = useDisclosure()
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1}>People</Title>
          <Text size="sm" className="quiet">
            Every browser here may do everything at this desk. It is logged out after 12 hours
            without use, and after 7 days in any case.
          </Text>
        </div>
        <Group gap="xs">
          <LogOutButton />
          <Button onClick={making.open}>New link</Button>
        </Group>
      </Group>
      {error && <Failure what="Who is logged in" error={error} onRetry={() => void refetch()} />}
      {data === undefined && !error && <Skeleton h={160} />}
      {data !== undefined && <SessionTable sessions={data} />}
      {data !== undefined && <EndOthers count={data.filter(({ isThis }) => !isThis).length} />}
      {isMaking && <NewLink onClose={making.close} />}
    </Stack>
  )
}
