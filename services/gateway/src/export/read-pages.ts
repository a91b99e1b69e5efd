import type { ExecutionRow, ledgerExecutions, Refusal, Reply } from '@surefoot/shared/messages'
import type { z } from 'zod'

type Page = Reply<typeof ledgerExecutions.reply>
type ReadPage = (place: Pick<z.input<typeof ledgerExecutions.body>, 'cursor'>) => Promise<Page>

/** The ledger refused a page: those before it are not the whole. */
class ExportCut extends Error {
  override readonly name = 'ExportCut'
}

/** All pages, one at a time; the first is read at once, so that a refusal is known before anything is sent. */
export async function openPages(
  read: ReadPage,
): Promise<Refusal | { readonly ok: true; readonly pages: AsyncIterable<ExecutionRow[]> }> {
  const first = await read({})
  return first.ok ? { ok: true, pages: readFrom(first, read) } : first
}

async function* readFrom(
  first: Page & { ok: true },
  read: ReadPage,
): AsyncGenerator<ExecutionRow[]> {
  let page = first
  while (true) {
    yield page.executions
    if (page.next === null) return
    const following = await read({ cursor: page.next })
    if (!following.ok) throw new ExportCut(`${following.code}: ${following.message}`)
    page = following
  }
}
