import { Button, Group, PasswordInput } from '@mantine/core'
import type { Account, BrowserAct } from '@surefoot/shared/messages'
import { useState, type FormEvent } from 'react'

export interface BrowserKeysProps {
  readonly account: Account
  /** Our extension is shown as a tab, to mark the provider in. */
  readonly isExtensionOpen: boolean
  readonly onAct: (act: BrowserAct) => void
}

const KEYS = ['Tab', 'Enter', 'Backspace'] as const

/** Types into the field that has the focus in the browser. Hidden by default: it may be a password. */
export function BrowserKeys({ account, isExtensionOpen, onAct }: BrowserKeysProps) {
  const [text, setText] = useState('')
  const send = (event: FormEvent): void => {
    event.preventDefault()
    if (text !== '') onAct({ do: 'type', text })
    setText('')
  }
  return (
    <Group gap="xs">
      <form
        onSubmit={send}
        style={{ display: 'flex', gap: 8, flex: '1 1 260px' }}
        autoComplete="off"
      >
        <PasswordInput
          aria-label={`Type into browser ${account}`}
          placeholder="Text for the focused field"
          autoComplete="off"
          maxLength={200}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          style={{ flex: 1 }}
        />
        <Button type="submit" variant="default">
          Type
        </Button>
      </form>
      {KEYS.map((key) => (
        <Button key={key} variant="default" size="xs" onClick={() => onAct({ do: 'press', key })}>
          {key}
        </Button>
      ))}
      <Button variant="default" size="xs" onClick={() => onAct({ do: 'reload' })}>
        Reload
      </Button>
      <Button
        variant="default"
        size="xs"
        onClick={() => onAct({ do: isExtensionOpen ? 'close-extension' : 'open-extension' })}
      >
        {isExtensionOpen ? 'Close extension' : 'Open extension'}
      </Button>
    </Group>
  )
}
