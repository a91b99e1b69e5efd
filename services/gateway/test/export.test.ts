import { ok, refuse, type ExecutionRow } from '@surefoot/shared/messages'
import { expect, test } from 'vitest'
import { openPages } from '../src/export/read-pages.ts'
import { writeCsv } from '../src/export/write-csv.ts'
import { writeJson } from '../src/export/write-json.ts'
import { executionRecord } from './support/samples.ts'

const row = (change: Partial<ExecutionRow> = {}): ExecutionRow => ({
  ...executionRecord.execution,
  ...change,
})
async function* pagesOf(...pages: ExecutionRow[][]) {
  yield* pages
}
async function gather<T>(pieces: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const piece of pieces) all.push(piece)
  return all
}
const textOf = async (pieces: AsyncIterable<string>): Promise<string> =>
  (await gather(pieces)).join('')

test('a CSV has every column of the ledger, quotes what needs it, and leaves an empty cell for nothing', async () => {
  const pages = pagesOf([row({ home: 'Köln, "FC"', error_message: null })], [row()])
  const [head = '', first = '', ...rest] = (await textOf(writeCsv(pages))).split('\r\n')
  expect(head.startsWith('id,timestamp,deskId,matchId,home')).toBe(true)
  expect(head).toContain('legA_status,legB_status,hedge_triggered,final_status,error_message')
  expect(first).toContain('"Köln, ""FC"""')
  expect(rest).toHaveLength(2)
  expect(rest[1]).toBe('')
})

test("a bookmaker's text is never a formula in a spreadsheet; a loss stays a number", async () => {
  const home = '=HYPERLINK("http://evil")'
  const csv = await textOf(writeCsv(pagesOf([row({ home, expectedProfit: '-3.80' })])))
  expect(csv).toContain(`"'=HYPERLINK(""http://evil"")"`)
  expect(csv).toContain(',-3.80,')
})

test('a JSON export is one list, over all pages and also when nothing fits', async () => {
  expect(JSON.parse(await textOf(writeJson(pagesOf([row()], [], [row(), row()]))))).toHaveLength(3)
  expect(JSON.parse(await textOf(writeJson(pagesOf([]))))).toEqual([])
})

test('all pages are read, each after the one before it', async () => {
  const cursors: (string | undefined)[] = []
  const opened = await openPages(async ({ cursor }) => {
    cursors.push(cursor)
    return ok({ executions: [row()], next: cursor === 'c2' ? null : `c${cursors.length}` })
  })
  const pages = opened.ok ? await gather(opened.pages) : []
  expect(pages).toHaveLength(3)
  expect(cursors).toEqual([undefined, 'c1', 'c2'])
})

test('an export of which a page is refused breaks off; it never ends as if it were whole', async () => {
  const opened = await openPages(async ({ cursor }) =>
    cursor === undefined
      ? ok({ executions: [row()], next: 'c1' })
      : refuse('BAD_CURSOR', 'This page cannot be continued.'),
  )
  if (!opened.ok) throw new Error('the first page is there')
  await expect(textOf(writeCsv(opened.pages))).rejects.toThrow('BAD_CURSOR')
  expect(await openPages(async () => refuse('BAD_CURSOR', 'No.'))).toMatchObject({
    ok: false,
    code: 'BAD_CURSOR',
  })
})
