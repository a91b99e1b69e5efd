import { ActionIcon } from '@mantine/core'
import { useDisclosure, useLocalStorage } from '@mantine/hooks'
import { IconKeyboard } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { changeControl } from '../api/commands.ts'
import { useCommand } from '../parts/use-command.ts'
import { pressExecute } from './press-execute.ts'
import type { Shortcut } from './read-shortcut.ts'
import { ShortcutList } from './shortcut-list.tsx'
import { useShortcuts } from './use-shortcuts.ts'

/** The keys of the console: their list, and whether they are on. */
export function Shortcuts() {
  const [isListed, list] = useDisclosure()
  const [isOn, setOn] = useLocalStorage({ key: 'surefoot-shortcuts', defaultValue: true })
  const navigate = useNavigate()
  const change = useCommand({
    run: changeControl,
    failure: ({ trading }) =>
      trading === 'HALT_ALL' ? 'The kill was not confirmed' : 'The pause was not confirmed',
  })
  const run = (shortcut: Shortcut): void => {
    if (shortcut.act === 'pause') change.mutate({ trading: 'HALT_NEW' })
    else if (shortcut.act === 'kill') change.mutate({ trading: 'HALT_ALL' })
    else if (shortcut.act === 'list') list.open()
    else if (shortcut.act === 'execute') pressExecute(shortcut.place)
    else if (shortcut.act === 'go') void navigate({ to: shortcut.to })
  }
  useShortcuts(isOn && !isListed, run)
  return (
    <>
      <ActionIcon variant="subtle" size="lg" aria-label="Keyboard shortcuts" onClick={list.open}>
        <IconKeyboard size={18} aria-hidden="true" />
      </ActionIcon>
      <ShortcutList isOpen={isListed} onClose={list.close} isOn={isOn} onChange={setOn} />
    </>
  )
}
