import { Button, Group } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { ConfirmRun } from '../shell/confirm-run.tsx'
import { GoLive } from '../shell/go-live.tsx'
import { useChangeControl } from '../shell/use-change-control.ts'

/** Paper or live, and Run, in one decision. Live is asked for in words, as everywhere. */
export function RunButtons() {
  const [isAsking, asking] = useDisclosure()
  const { change, asked, forget } = useChangeControl(() => 'The desk does not run')
  return (
    <Group gap="xs" wrap="nowrap">
      <Button
        size="sm"
        variant="default"
        loading={change.isPending}
        onClick={() => change.mutate({ venue: 'paper', trading: 'RUN' })}
      >
        Run on paper
      </Button>
      <Button size="sm" color="red.9" disabled={change.isPending} onClick={asking.open}>
        Run live
      </Button>
      <GoLive
        isOpen={isAsking}
        confirm="Go live and run"
        onClose={asking.close}
        onConfirm={() => change.mutate({ venue: 'live', trading: 'RUN' })}
      />
      <ConfirmRun
        asked={asked}
        isPending={change.isPending}
        onClose={forget}
        onConfirm={change.mutate}
      />
    </Group>
  )
}
