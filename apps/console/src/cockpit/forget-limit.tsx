import { Button, Group, Modal, Text } from '@mantine/core'
import { describeLimit, type LearntLimit } from '@surefoot/shared/messages'
import { useQueryClient } from '@tanstack/react-query'
import { forgetLimit, limitsQuery } from '../api/limits.ts'
import { formatMoney } from '../format/money.ts'
import { useCommand } from '../parts/use-command.ts'

export interface ForgetLimitProps {
  /** Null: nothing is asked. */
  readonly limit: LearntLimit | null
  readonly onClose: () => void
}

/** The next stake may be taken in part again, so it asks first. */
export function ForgetLimit({ limit, onClose }: ForgetLimitProps) {
  const client = useQueryClient()
  const forgetting = useCommand({
    run: forgetLimit,
    failure: ({ account }: LearntLimit) => `The limit of account ${account} was not forgotten`,
    onDone: onClose,
    onSettled: () => void client.invalidateQueries({ queryKey: limitsQuery.queryKey }),
  })
  return (
    <Modal opened={limit !== null} onClose={onClose} title="Forget this limit?" centered>
      {limit && (
        <Text size="sm">
          {limit.providerId} accepted {formatMoney(limit.stake)} of {formatMoney(limit.asked)}, so
          account {limit.account} is {describeLimit(limit)}. Without the limit the next execution
          asks for a whole stake again. If less is accepted, the limit is learnt again.
        </Text>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep it
        </Button>
        <Button
          color="red"
          loading={forgetting.isPending}
          onClick={() => limit && forgetting.mutate(limit)}
        >
          Forget limit
        </Button>
      </Group>
    </Modal>
  )
}
