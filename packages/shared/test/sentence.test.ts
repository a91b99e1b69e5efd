import { expect, test } from 'vitest'
import { asSentence } from '../src/runtime/index.ts'

test.each([
  ['The house declined this bet.', 'The house declined this bet.'],
  ['price moved', 'price moved.'],
  ['Try again! ', 'Try again!'],
])('%j ends with one full stop', (text, sentence) => {
  expect(asSentence(text)).toBe(sentence)
})
