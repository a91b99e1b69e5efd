import { REFUSALS } from '@surefoot/shared/messages'
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../../..')
const TABLE = 'packages/shared/src/refusals/'

let sources = ''

beforeAll(async () => {
  const texts: string[] = []
  for await (const path of glob('{packages,services}/*/src/**/*.ts', { cwd: ROOT }))
    if (!path.startsWith(TABLE)) texts.push(await readFile(join(ROOT, path), 'utf8'))
  sources = texts.join('\n')
})

test('every code of the table is one by which something can be refused', () => {
  const codes = Object.keys(REFUSALS)
  expect(codes.length).toBeGreaterThan(100)
  expect(codes.filter((code) => !sources.includes(`'${code}'`))).toEqual([])
})
