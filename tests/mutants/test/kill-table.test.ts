import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { MUTANTS } from '../src/catalog/index.ts'
import { writeKillTable } from '../src/kill-table.ts'
import { plantIn, ROOT } from '../src/workshop.ts'

test.each(MUTANTS)('the place of the bug "$name" is in the source exactly once', async (mutant) => {
  const source = await readFile(join(ROOT, mutant.file), 'utf8')
  expect(plantIn(source, mutant)).not.toBe(source)
})

test('the kill table of the safety document is the catalog', async () => {
  expect(await readFile(join(ROOT, 'docs/safety.md'), 'utf8')).toContain(writeKillTable(MUTANTS))
})

test('there are at least 20 bugs, each with a name of its own', () => {
  expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length)
  expect(MUTANTS.length).toBeGreaterThanOrEqual(20)
})
