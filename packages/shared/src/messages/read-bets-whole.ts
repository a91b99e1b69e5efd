import type { z } from 'zod'
import type { BetsReading, betsRead } from './bets-read.ts'
import type { Reply } from './define.ts'

type Part = Reply<typeof betsRead.reply>

/**
 * A reading of an account's bets with all its parts: `ask` requests one. A part that is refused is the answer: some of the
 * bets are never taken for all of them.
 */
export async function readBetsWhole(
  ask: (body: z.input<typeof betsRead.body>) => Promise<Part>,
  of: Omit<z.input<typeof betsRead.body>, 'part'>,
): Promise<Part> {
  const first = await ask(of)
  if (!first.ok) return first
  const bets = [...first.bets]
  let last: { readonly ok: true } & BetsReading = first
  while (last.next !== undefined) {
    const part = await ask({ ...of, part: { readAt: first.readAt, from: last.next } })
    if (!part.ok) return part
    bets.push(...part.bets)
    last = part
  }
  return { ...last, bets }
}
