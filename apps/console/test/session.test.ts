import { expect, test } from 'vitest'
import { readDocument } from '../src/contracts/read-document.ts'
import { readLink } from '../src/session/read-link.ts'

test('the one-time link is read from the hash, and only from it', () => {
  expect(readLink('#link=abc-DEF_123')).toBe('abc-DEF_123')
  expect(readLink('')).toBeNull()
  expect(readLink('#other=1')).toBeNull()
})

test('a contract that is no JSON object is refused in words before it is sent', () => {
  expect(readDocument('{"schema":"provider-contract/1"}')).toMatchObject({ ok: true })
  expect(readDocument('[1]')).toMatchObject({
    ok: false,
    fault: expect.stringContaining('not an object'),
  })
  expect(readDocument('{')).toMatchObject({ ok: false, fault: expect.stringContaining('not JSON') })
})
