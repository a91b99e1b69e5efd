import { SCREENS } from '../shell/screens.ts'

export type Shortcut =
  | { readonly act: 'pause' | 'kill' | 'list' | 'leader' }
  | { readonly act: 'execute'; readonly place: number }
  | { readonly act: 'go'; readonly to: (typeof SCREENS)[number]['to'] }

export interface Press {
  readonly key: string
  readonly isShift: boolean
  /** With Ctrl, Alt or Meta: the browser's own. */
  readonly isModified: boolean
  /** The key is held down. */
  readonly isRepeat: boolean
  /** `g` was pressed just before. */
  readonly isAfterLeader: boolean
  /** Where the focus is: `field` takes letters, `dialog` asks something, `control` takes Space, `none` nothing. */
  readonly focus: 'field' | 'dialog' | 'control' | 'none'
}

/** What a key asks for; null for nothing. While somebody types, a key is a letter and nothing else. */
export function readShortcut(press: Press): Shortcut | null {
  const { key, isShift, isModified, isRepeat, isAfterLeader, focus } = press
  if (isModified || isRepeat || focus === 'field') return null
  if (key === 'K' && isShift) return { act: 'kill' }
  if (focus === 'dialog') return null
  if (isAfterLeader) {
    const screen = SCREENS.find(({ letter }) => letter === key.toLowerCase())
    return screen ? { act: 'go', to: screen.to } : null
  }
  if (key === ' ') return focus === 'none' && !isShift ? { act: 'pause' } : null
  if (key === '?') return { act: 'list' }
  if (key === 'g') return { act: 'leader' }
  return /^[1-9]$/.test(key) && !isShift ? { act: 'execute', place: Number(key) } : null
}

/** What `focus` of a press is, of the element that has it. */
export function focusOf(element: Element | null): Press['focus'] {
  if (element === null) return 'none'
  if (element.closest(FIELDS)) return 'field'
  if (element.closest('[role=dialog]')) return 'dialog'
  return element.closest(CONTROLS) ? 'control' : 'none'
}

/** A picture of a browser takes keys too: they are typed into its page. */
const FIELDS =
  'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable], [data-takes-keys]'
const CONTROLS = 'a, button, input, summary, [role=switch], [role=region]'
