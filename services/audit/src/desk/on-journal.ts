import { ok, type ledgerJournal, type Reply, type SystemLogEntry } from '@surefoot/shared/messages'
import type { z } from 'zod'
import { PAGE_BYTES, takeWithinBytes } from '../database/take-within-bytes.ts'
import { toJson } from '../database/storable.ts'
import type { Ledger } from '../ports.ts'
import { readJournalRows, showEntry, showTransition } from './journal-rows.ts'

/** The latest of a desk: its own, and what concerns no desk. Never more than a message holds. */
export async function onJournal(
  { database }: Ledger,
  ask: z.output<typeof ledgerJournal.body>,
): Promise<Reply<typeof ledgerJournal.reply>> {
  const rows = await readJournalRows(database, ask)
  const shown = rows.transitions.map(showTransition)
  const transitions = takeWithinBytes(
    shown.flatMap((each) => each.transition ?? []),
    PAGE_BYTES / 2,
  )
  const unshown = shown.flatMap((each) => each.unreadable ?? [])
  const entries = [...rows.log.map(showEntry), ...unshown]
  const latestFirst = entries.toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))
  const log = takeWithinBytes(unshown.length === 0 ? entries : latestFirst, PAGE_BYTES)
  const isCut = log.length + transitions.length < entries.length + shown.length - unshown.length
  return ok({ transitions, log, isCut })
}

/** Keeps a log entry. */
export async function onSystemLog({ database }: Ledger, entry: SystemLogEntry): Promise<void> {
  const { details, deskId = null, account = null, executionId = null, ...rest } = entry
  await database.systemLog.create({
    data: {
      ...rest,
      deskId,
      account,
      executionId,
      ...(details === undefined ? {} : { details: toJson(details) }),
    },
  })
}
