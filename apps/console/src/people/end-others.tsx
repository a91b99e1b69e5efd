import { Button, Group, Modal, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { endOtherSessions, sessionsQuery } from '../api/sessions.ts'
import { useCommand } from '../parts/use-command.ts'

/** Logs every other browser out, after a second question. */
export function EndOthers({ count }: { readonly count: number }) {
  const client = useQueryClient()
  const [isAsking, asking] = useDisclosure()
  const ending = useCommand({
    run: endOtherSessions,
    failure: () => 'The other browsers were not logged out',
    onDone: () => {
      asking.close()
      void client.invalidateQueries({ queryKey: sessionsQuery.queryKey })
    },
  })
  if (count === 0) return null
  const others = count === 1 ? '1 other browser' : `${count} other browsers`
  return (
    <Group>
      <Button variant="default" onClick={asking.open}>
        Log out all others
      </Button>
      <Modal opened={isAsking} onClose={asking.close} title={`Log out ${others}?`} centered>
        <Text size="sm">
          It is out at once and comes back by a new link alone. This browser stays. The desk goes on
          trading.
        </Text>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={asking.close} data-autofocus>
            Leave them
          </Button>
          <Button color="red" loading={ending.isPending} onClick={() => ending.mutate(undefined)}>
            Log out {others}
          </Button>
        </Group>
      </Modal>
    </Group>
  )
}
