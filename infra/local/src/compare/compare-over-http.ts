import { z } from 'zod'
import { readBook } from '../book.ts'
import { compareBooks } from '../compare-books.ts'
import type { Operator } from '../pilot/operator.ts'
import type { AdminPort } from '../book.ts'
import type { Comparison } from './compare-at-rest.ts'
import { describeDropped, MALFORMED_MESSAGE } from './dropped-messages.ts'
import { acceptedLegs, countRecords, readSecondsToRunning } from './records.ts'

const named = z.object({ subject: z.string() }).catch({ subject: '' })

/** Hold ledger and books against each other as a stack answers for them, where neither can be read from its own place. */
export async function compareOverHttp(
  { operator, sandbox }: { readonly operator: Operator; readonly sandbox: AdminPort },
  startedAt: Date,
): Promise<Comparison> {
  const comparedSince = startedAt.toISOString()
  const rows = (await operator.executions()).filter((row) => row.timestamp >= comparedSince)
  const records = await Promise.all(rows.map((row) => operator.execution(row.id)))
  const bets = (await readBook(sandbox)).filter((bet) => bet.placedAt >= comparedSince)
  const { transitions, log } = await operator.journal()
  const dropped = log
    .filter(({ code, at }) => code === MALFORMED_MESSAGE && at >= comparedSince)
    .map(({ service, details, message }) => ({
      service,
      subject: named.parse(details).subject,
      message,
    }))
  return {
    ...countRecords(records),
    secondsToRunning: readSecondsToRunning(transitions, startedAt),
    comparedSince,
    bets: { ledger: acceptedLegs(records).length, books: bets.length },
    differences: compareBooks(records, bets),
    droppedMessages: describeDropped(dropped),
  }
}
