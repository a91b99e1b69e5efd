import { auditEvent, ok, type ledgerChain, type Reply } from '@surefoot/shared/messages'
import type { z } from 'zod'
import { PAGE_BYTES, takeWithinBytes } from '../database/take-within-bytes.ts'
import type { Ledger } from '../ports.ts'
import { readLength, START, verifyChain } from './verify-chain.ts'

type Ask = z.output<typeof ledgerChain.body>

/**
 * Links of the audit chain, newest first or from a number on, and the verdict over it. As `watchChain` does, a process
 * looks at every link once: all of them for each question would take minutes in a ledger of years.
 */
export function createOnChain(): (
  ledger: Ledger,
  ask: Ask,
) => Promise<Reply<typeof ledgerChain.reply>> {
  let sound = START
  return async ({ database }, { executionId, after, limit }) => {
    const rows = await database.auditLink.findMany({
      where: {
        ...(executionId === undefined ? {} : { executionId }),
        ...(after === undefined ? {} : { sequence: { gt: after } }),
      },
      orderBy: { sequence: after === undefined ? 'desc' : 'asc' },
      take: limit,
    })
    const events = rows.map((row) => auditEvent.parse({ ...row, at: row.at.toISOString() }))
    const { end, brokenAt } = await verifyChain(database, sound)
    sound = end.sequence > sound.sequence ? end : sound
    // A reader from a link on counts what it gets, and must not take a cut page for the last one.
    const shown = after === undefined ? takeWithinBytes(events, PAGE_BYTES) : events
    return ok({ events: shown, isIntact: brokenAt === null, length: await readLength(database) })
  }
}
