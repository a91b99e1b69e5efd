import type { z } from 'zod'
import type { Bet } from '../bets-read.ts'
import type { Reply } from '../define.ts'
import type { ledgerStatement } from './settle.ts'

type Body = z.input<typeof ledgerStatement.body>
type Answer = Reply<typeof ledgerStatement.reply>

/** So few that the ledger compares a part in milliseconds: permits of the desk wait for it. */
const PART_BETS = 200
const PART_BYTES = 200_000

/**
 * Give the ledger a statement, in parts if it is long: `ask` sends one. What was settled is of all parts, the statement of
 * the last. A part that is refused ends it; sent again from the first part, nothing is settled twice.
 */
export async function sendStatement(
  ask: (body: Body) => Promise<Answer>,
  { bets, ...rest }: Omit<Body, 'part'>,
): Promise<Answer> {
  const parts = splitBets(bets)
  if (parts.length <= 1) return ask({ ...rest, bets })
  const settled: string[] = []
  let number = 0
  for (const part of parts) {
    number += 1
    const answer = await ask({ ...rest, bets: part, part: { number, of: parts.length } })
    if (!answer.ok) return answer
    settled.push(...answer.settled)
    if (number === parts.length) return { ...answer, settled }
  }
  return ask({ ...rest, bets })
}

/** Bets of one selection stay together: by all of them the ledger finds which one a leg without a reference has. */
function splitBets(bets: readonly Bet[]): Bet[][] {
  const parts: Bet[][] = []
  let [part, bytes]: [Bet[], number] = [[], 0]
  for (const group of Map.groupBy(bets, ({ selectionId }) => selectionId).values()) {
    const size = Buffer.byteLength(JSON.stringify(group))
    const isFull = part.length + group.length > PART_BETS || bytes + size > PART_BYTES
    if (isFull && part.length > 0) {
      parts.push(part)
      ;[part, bytes] = [[], 0]
    }
    part.push(...group)
    bytes += size
  }
  return part.length === 0 ? parts : [...parts, part]
}
