import { Button, Group, Modal, Text } from '@mantine/core'
import type { ContractRow } from '@surefoot/shared/messages'
import { useQueryClient } from '@tanstack/react-query'
import { deleteContract } from '../api/commands.ts'
import { contractsQuery } from '../api/queries.ts'
import { useDesk } from '../live/use-desk.ts'
import { useCommand } from '../parts/use-command.ts'

export interface DeleteContractProps {
  /** Null: nothing is asked. */
  readonly contract: ContractRow | null
  readonly onClose: () => void
}

/** Deleting stops the accounts that work by the contract, so it says which. */
export function DeleteContract({ contract, onClose }: DeleteContractProps) {
  const { desk } = useDesk()
  const client = useQueryClient()
  const deleting = useCommand({
    run: deleteContract,
    failure: (providerId) => `The contract of ${providerId} was not deleted`,
    onDone: () => {
      onClose()
      void client.invalidateQueries({ queryKey: contractsQuery.queryKey })
    },
  })
  const users = desk
    ? [desk.accounts.A, desk.accounts.B].filter((each) => each.providerId === contract?.providerId)
    : []
  const stopped = users.map(({ account }) => account).join(' and ')
  return (
    <Modal
      opened={contract !== null}
      onClose={onClose}
      title={`Delete the contract of ${contract?.name ?? ''}?`}
      centered
    >
      <Text size="sm">
        {stopped === ''
          ? 'No account works by it now.'
          : `Account ${stopped} works by it and will be stopped: its browser closes.`}{' '}
        Its versions stay with the executions that used them.
      </Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep it
        </Button>
        <Button
          color="red"
          loading={deleting.isPending}
          onClick={() => contract && deleting.mutate(contract.providerId)}
        >
          Delete contract
        </Button>
      </Group>
    </Modal>
  )
}
