import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { nestedDocument } from './nested-contract.ts'

const COMMAND = join(import.meta.dirname, '../src/check-file.ts')
let dir: string

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'surefoot-contract-'))
})
afterAll(() => rm(dir, { recursive: true }))

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

function check(...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [COMMAND, ...args], (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    )
  })
}

async function save(name: string, text: string): Promise<string> {
  const file = join(dir, name)
  await writeFile(file, text)
  return file
}

const [fixture] = nestedDocument.fixtures
const withQuotes = (quotes: readonly unknown[]) => ({
  ...nestedDocument,
  fixtures: [{ ...fixture, quotes }],
})

test('a good contract shows each quote as a row, and its check ends with 0', async () => {
  const { code, stdout } = await check(await save('good.json', JSON.stringify(nestedDocument)))
  expect(stdout).toContain('one tennis match: 1 quotes, 0 rows without one')
  expect(stdout).toMatch(/^ {2}selection +event +start +market +line +outcome +odds$/m)
  expect(stdout).toMatch(
    /^ {2}s1 +Ada – Bea +2026-11-24T16:00:00\.000Z +match_winner +home +2\.1$/m,
  )
  expect(stdout).toContain('Nested would be imported.')
  expect(code).toBe(0)
})

test('a contract that gives less than it lists shows what is missing and why, and its check ends with 1', async () => {
  const document = withQuotes([fixture?.quotes[0], { ...fixture?.quotes[0], selectionId: 's7' }])
  const { code, stdout } = await check(await save('less.json', JSON.stringify(document)))
  expect(stdout).toContain('s7 gives no quote, and the fixture lists one')
  expect(stdout).toContain('no rule of the table "selection" gave a row with this key')
  expect(stdout).toContain('It would not be imported. Faults: 1')
  expect(code).toBe(1)
})

const printed = z.object({
  ok: z.boolean(),
  faults: z.array(z.string()),
  fixtures: z.array(z.object({ quotes: z.array(z.unknown()), missing: z.array(z.unknown()) })),
})

test('as JSON it is one object for another program, with nothing that a terminal obeys', async () => {
  const document = { ...nestedDocument, name: 'N\u009b31mb', version: 'x\u202e' }
  const file = await save('bad.json', JSON.stringify(document))
  const { code, stdout } = await check(file, '--json')
  expect(printed.parse(JSON.parse(stdout))).toMatchObject({ ok: false, fixtures: [] })
  expect(stdout).toMatch(/^[ -~]*\n$/)
  expect(code).toBe(1)
})

test.each([
  ['no file is named', [], 'contract:check FILE'],
  ['the file is not there', ['/nowhere/at-all.json'], 'ENOENT'],
  ['an option is not known', ['--colour', 'x.json'], 'Unknown option'],
])('where %s, nothing was checked and the check ends with 2', async (_, args, why) => {
  const { code, stdout, stderr } = await check(...args)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain(why)
})

test('a file that is not JSON ends the check with 2', async () => {
  const { code, stderr } = await check(await save('text.json', '{"schema":'))
  expect(code).toBe(2)
  expect(stderr).toContain('Nothing was checked.')
})
