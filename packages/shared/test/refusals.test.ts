import { expect, test } from 'vitest'
import { readAnswer } from '../src/bus/read-body.ts'
import { refuse } from '../src/messages/index.ts'
import { accountToggle } from '../src/messages/index.ts'

test('a code that the table does not have does not compile', () => {
  // @ts-expect-error: the table is closed
  expect(refuse('NOT_A_CODE', 'No.').ok).toBe(false)
})

test('a refusal of a newer version, by a code that this one does not know, is read as a refusal', () => {
  const refused = { ok: false, code: 'CODE_OF_TOMORROW', message: 'Not today.' }
  const message = { string: () => JSON.stringify(refused) }
  expect(readAnswer(accountToggle.reply, message)).toEqual({ ok: true, reply: refused })
})
