import { expect, test } from 'vitest'
import { readShortcut, type Press } from '../src/shortcuts/read-shortcut.ts'

const press = (key: string, change: Partial<Press> = {}) =>
  readShortcut({
    key,
    isShift: false,
    isModified: false,
    isRepeat: false,
    isAfterLeader: false,
    focus: 'none',
    ...change,
  })

test('Space pauses, Shift and K kills, a digit executes its row, g and a letter goes to a screen', () => {
  expect(press(' ')).toEqual({ act: 'pause' })
  expect(press('K', { isShift: true })).toEqual({ act: 'kill' })
  expect(press('3')).toEqual({ act: 'execute', place: 3 })
  expect(press('g')).toEqual({ act: 'leader' })
  expect(press('h', { isAfterLeader: true })).toEqual({ act: 'go', to: '/history' })
  expect(press('?', { isShift: true })).toEqual({ act: 'list' })
})

test("no key does anything while somebody types, with the browser's own keys, or held down", () => {
  for (const key of [' ', 'K', '1', 'g', '?'])
    for (const change of [{ focus: 'field' }, { isModified: true }, { isRepeat: true }] as const)
      expect(press(key, { isShift: key === 'K', ...change })).toBeNull()
})

test('Kill is never dead: it works in a dialog too, where no other key does', () => {
  expect(press('K', { focus: 'dialog', isShift: true })).toEqual({ act: 'kill' })
  for (const key of [' ', '1', 'g', '?']) expect(press(key, { focus: 'dialog' })).toBeNull()
})

test('Space on a button presses the button; k alone, a digit after g and other letters do nothing', () => {
  expect(press(' ', { focus: 'control' })).toBeNull()
  expect(press('K', { focus: 'control', isShift: true })).toEqual({ act: 'kill' })
  for (const key of ['k', 'x', '0', 'Enter']) expect(press(key)).toBeNull()
  expect(press('1', { isAfterLeader: true })).toBeNull()
})
