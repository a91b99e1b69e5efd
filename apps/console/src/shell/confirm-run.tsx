import { Button, Group, List, Modal, Stack, Text } from '@mantine/core'
import { formatMoney } from '../format/money.ts'
import { ScreenLink } from '../parts/links.tsx'
import type { ControlOrder } from '../api/commands.ts'
import type { AskedRun } from './use-change-control.ts'
import { Outside } from '../names/outside.tsx'

export interface ConfirmRunProps {
  /** Null: nothing is asked. */
  readonly asked: AskedRun | null
  readonly isPending: boolean
  readonly onClose: () => void
  readonly onConfirm: (order: ControlOrder) => void
}

/** Run is asked once more while needs are open, and each of them is named. */
export function ConfirmRun({ asked, isPending, onClose, onConfirm }: ConfirmRunProps) {
  return (
    <Modal opened={asked !== null} onClose={onClose} title={titleOf(asked)} centered size="lg">
      {asked && (
        <Stack gap="md">
          <List size="sm" spacing="xs" aria-label="Open needs">
            {asked.needs.map(({ id, message, atRisk }) => (
              <List.Item key={id}>
                {atRisk !== null && <b>{formatMoney(atRisk)} at risk. </b>}
                <Outside>{message}</Outside>
              </List.Item>
            ))}
          </List>
          <Text size="sm" className="quiet">
            {isHaltAlone(asked) ? (
              'Run ends the halt, and you confirm under your name that you have seen why it came.'
            ) : (
              <>
                In Run the desk opens new executions while these are open. You confirm each of them
                under your name. <ScreenLink to="/needs-you">Resolve them first</ScreenLink>
              </>
            )}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose} data-autofocus>
              Do not run
            </Button>
            <Button color="red" loading={isPending} onClick={() => onConfirm(despiteAll(asked))}>
              {isHaltAlone(asked) ? 'Run again' : 'Run with open needs'}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}

/** A halt ends with Run itself: there is nothing to resolve first. */
function isHaltAlone({ needs }: AskedRun): boolean {
  return needs.every(({ kind }) => kind === 'halt')
}

function titleOf(asked: AskedRun | null): string {
  if (asked !== null && isHaltAlone(asked)) return 'The desk was halted. Run?'
  const count = asked?.needs.length ?? 0
  return count === 1 ? 'One need is open. Run?' : `${count} needs are open. Run?`
}

function despiteAll({ order, needs }: AskedRun): ControlOrder {
  return { ...order, despite: needs.map(({ id }) => id) }
}
