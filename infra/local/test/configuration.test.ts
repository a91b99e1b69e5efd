import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listKeys } from '../src/list-keys.ts'
import { ROOT } from '../src/paths.ts'

const keys = new Map((await listKeys()).map((one) => [one.key, one]))

/** `KEY=value`, or commented out. */
function readExample(): { key: string; value: string; isCommented: boolean }[] {
  const text = readFileSync(join(ROOT, '.env.example'), 'utf8')
  return [...text.matchAll(/^(# )?([A-Z][A-Z_]+)=(.*)$/gm)].map(
    ([, mark, key = '', value = '']) => ({
      key,
      value,
      isCommented: mark !== undefined,
    }),
  )
}

test('.env.example names every key that a service reads, once, and no other', () => {
  expect(
    readExample()
      .map(({ key }) => key)
      .toSorted(),
  ).toEqual([...keys.keys()].toSorted())
})

test('.env.example sets what must be set, and shows the default of everything else', () => {
  for (const { key, value, isCommented } of readExample()) {
    const { isRequired = false, preset = null } = keys.get(key) ?? {}
    const shown = isRequired ? value : (preset ?? '')
    expect({ key, value, isCommented }).toEqual({ key, value: shown, isCommented: !isRequired })
  }
})
