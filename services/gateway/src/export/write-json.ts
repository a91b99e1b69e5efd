import type { ExecutionRow } from '@surefoot/shared/messages'

/** Executions as one JSON array, in pieces: one line an execution. */
export async function* writeJson(pages: AsyncIterable<readonly ExecutionRow[]>) {
  let before = '[\n'
  for await (const rows of pages)
    for (const row of rows) {
      yield before + JSON.stringify(row)
      before = ',\n'
    }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}
