import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { createScreen } from '../src/screen.ts'

test('what a bookmaker wrote is shown at the terminal and never obeyed by it', () => {
  const stream = Object.assign(new PassThrough(), { isTTY: false })
  const screen = createScreen(stream)
  screen.plain('Re\u001b[2Jds \u202ev\u009b31m Blues')
  screen.good('A\u001b]0;owned\u0007B')
  expect(String(stream.read())).toBe('Reds v Blues\n✓ AB\n')
})
