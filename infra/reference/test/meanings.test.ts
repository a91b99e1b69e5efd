import { listKeys } from '@surefoot/local'
import { expect, test } from 'vitest'
import { MEANINGS, UNSET } from '../src/configuration/meanings.ts'

const keys = await listKeys()

test('every key that a service reads has a meaning, and no other', () => {
  expect(new Set(Object.keys(MEANINGS))).toEqual(new Set(keys.map(({ key }) => key)))
})

test('what is so without a key is explained only where the key may be left out and has no default', () => {
  const open = keys.filter(({ isRequired, preset }) => !isRequired && preset === null)
  const names = new Set(open.map(({ key }) => key))
  expect(Object.keys(UNSET).filter((key) => !names.has(key))).toEqual([])
})
