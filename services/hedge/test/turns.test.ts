import { expect, test } from 'vitest'
import { createTurns } from '../src/turns.ts'

test('steps of one execution come one after another, and those of another do not wait for them', async () => {
  const takeTurn = createTurns()
  const said: string[] = []
  const gate = Promise.withResolvers<void>()
  const first = takeTurn('one', async () => {
    await gate.promise
    said.push('first')
  })
  const second = takeTurn('one', async () => void said.push('second'))
  await takeTurn('other', async () => void said.push('other'))
  gate.resolve()
  await Promise.all([first, second])
  expect(said).toEqual(['other', 'first', 'second'])
})

test('a step that fails says so, and the next has its turn', async () => {
  const takeTurn = createTurns()
  const failed = takeTurn('one', async () => {
    throw new Error('no')
  })
  const next = takeTurn('one', async () => undefined)
  await expect(failed).rejects.toThrow('no')
  await expect(next).resolves.toBeUndefined()
})
