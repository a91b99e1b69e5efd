import type { z } from 'zod'
import type { Reply } from '../define.ts'
import type { ledgerUnfinished } from './record.ts'

type Page = Reply<typeof ledgerUnfinished.reply>

/**
 * All open executions, page by page: `ask` requests one. `now` is the instant of the first page, so that nothing looks
 * older than it is. A page that is refused is the answer: a part of the list is never taken for all of it.
 */
export async function readUnfinished(
  ask: (body: z.input<typeof ledgerUnfinished.body>) => Promise<Page>,
  body: z.input<typeof ledgerUnfinished.body>,
): Promise<Page> {
  const first = await ask(body)
  if (!first.ok) return first
  const executions = [...first.executions]
  let { next } = first
  while (next !== null) {
    const page = await ask({ ...body, cursor: next })
    if (!page.ok) return page
    executions.push(...page.executions)
    next = page.next
  }
  return { ...first, executions, next }
}
