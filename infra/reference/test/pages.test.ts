import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { printPages, REFERENCE } from '../src/pages.ts'

const pages = await printPages()

test.each(pages)('docs/reference/$name is what `npm run reference` prints', async (page) => {
  expect(await readFile(join(REFERENCE, page.name), 'utf8')).toBe(page.text)
})

test('docs/reference holds no page that nothing prints', async () => {
  const names = new Set(pages.map(({ name }) => name))
  expect((await readdir(REFERENCE)).filter((name) => !names.has(name))).toEqual([])
})
