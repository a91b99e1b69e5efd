import type { z } from 'zod'
import type { Refusal, Reply } from '../define.ts'
import type { LearntLimit, ledgerLimits } from './limit.ts'

type Page = Reply<typeof ledgerLimits.reply>

/** All limits of a desk, page by page: `ask` requests one. A page that is refused is the answer: a part is never taken for all. */
export async function readLimits(
  ask: (body: z.input<typeof ledgerLimits.body>) => Promise<Page>,
  deskId: string,
): Promise<{ readonly ok: true; readonly limits: LearntLimit[] } | Refusal> {
  const limits: LearntLimit[] = []
  let cursor: string | undefined
  for (;;) {
    const page = await ask({ deskId, ...(cursor === undefined ? {} : { cursor }) })
    if (!page.ok) return page
    limits.push(...page.limits)
    if (page.next === null) return { ok: true, limits }
    cursor = page.next
  }
}
