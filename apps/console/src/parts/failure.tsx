import { Button, Group, Text } from '@mantine/core'
import { messageOf } from '../api/problem.ts'
import { Note } from './note.tsx'
import { Outside } from '../names/outside.tsx'

export interface FailureProps {
  /** What could not be shown, such as "The executions". */
  readonly what: string
  readonly error: unknown
  readonly onRetry: () => void
}

/** Something could not be read: said in place of it. */
export function Failure({ what, error, onRetry }: FailureProps) {
  return (
    <Note tone="bad" title={`${what} could not be read`}>
      <Group justify="space-between" gap="md">
        <Text size="sm">
          <Outside>{messageOf(error)}</Outside>
        </Text>
        <Button size="xs" variant="default" onClick={onRetry}>
          Try again
        </Button>
      </Group>
    </Note>
  )
}
