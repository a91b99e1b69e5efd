import { Kbd, Modal, Switch, Table } from '@mantine/core'
import { SCREENS } from '../shell/screens.ts'

export interface ShortcutListProps {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
}

const KEYS: readonly (readonly [keys: readonly string[], act: string])[] = [
  [['Space'], 'Pause: finish and hedge what is open, open nothing new'],
  [['Shift', 'K'], 'Kill: no click of any kind. At once, without a question'],
  [['1 … 9'], 'Execute that row of Opportunities'],
  ...SCREENS.map(({ name, letter }) => [['g', letter], name] as const),
  [['?'], 'This list'],
]

/** Every key of the console, and the switch that turns them off. */
export function ShortcutList({ isOpen, onClose, isOn, onChange }: ShortcutListProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Keyboard shortcuts" centered>
      <Switch
        label="Shortcuts are on"
        description="While you type into a field, keys are letters in any case."
        checked={isOn}
        onChange={(event) => onChange(event.currentTarget.checked)}
        mb="md"
      />
      <Table verticalSpacing={6}>
        <Table.Tbody>
          {KEYS.map(([keys, act]) => (
            <Table.Tr key={act}>
              <Table.Td w={120}>
                {keys.map((key) => (
                  <Kbd key={key} mr={4}>
                    {key}
                  </Kbd>
                ))}
              </Table.Td>
              <Table.Td>{act}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  )
}
