import { glob, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

const ROOT = new URL('../../../', import.meta.url).pathname
/** Who takes part in placing a bet, and who has the desk run. The rest of the gateway and the scanner are not among them. */
const SOURCES = [
  'services/{execution,audit,browser-executor,hedge,worker}/src/**/*.ts',
  'packages/{ledger-client,execution-rules}/src/*.ts',
  'packages/shared/src/runtime/ledger-clock.ts',
  'services/gateway/src/routes/desk.ts',
]

async function readSources(): Promise<string> {
  const texts: string[] = []
  for await (const path of glob(SOURCES, { cwd: ROOT }))
    texts.push(await readFile(`${ROOT}${path}`, 'utf8'))
  return texts.join('\n')
}

async function readTable(): Promise<string[]> {
  const safety = await readFile(`${ROOT}docs/safety.md`, 'utf8')
  const [, section = ''] = safety.split('\n## Refusals\n')
  const [table = ''] = section.split('\n## ')
  return [...table.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, code = '']) => code)
}

test('every code by which something is refused is in the table of the safety document', async () => {
  const sources = await readSources()
  const codes = [...sources.matchAll(/\brefuse(?:Leg|Slip)?\(\s*'([A-Z_]+)'/g)].map(
    ([, code = '']) => code,
  )
  expect(codes.length).toBeGreaterThan(60)
  const table = await readTable()
  expect([...new Set(codes)].filter((code) => !table.includes(code)).toSorted()).toEqual([])
})

test('every code in that table is one that the sources can give, and it stands there once', async () => {
  const sources = await readSources()
  const table = await readTable()
  expect(table.filter((code) => !sources.includes(`'${code}'`))).toEqual([])
  expect(new Set(table).size).toBe(table.length)
})
