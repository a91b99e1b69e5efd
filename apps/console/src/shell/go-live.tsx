import { Button, Group, Modal, Text } from '@mantine/core'

export interface GoLiveProps {
  readonly isOpen: boolean
  /** What the button of the decision says. */
  readonly confirm?: string
  readonly onClose: () => void
  readonly onConfirm: () => void
}

/** Real money is asked for in words. */
export function GoLive({ isOpen, confirm = 'Go live', onClose, onConfirm }: GoLiveProps) {
  const decide = (): void => {
    onClose()
    onConfirm()
  }
  return (
    <Modal opened={isOpen} onClose={onClose} title="Trade with real money?" centered>
      <Text size="sm">
        In Live every execution places bets at both bookmakers with the accounts&rsquo; own money.
        In Paper everything happens but the last click.
      </Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          Stay in Paper
        </Button>
        <Button color="red" onClick={decide}>
          {confirm}
        </Button>
      </Group>
    </Modal>
  )
}
