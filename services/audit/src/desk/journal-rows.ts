import {
  journalTransition,
  systemLog,
  type ledgerJournal,
  type SystemLogEntry,
} from '@surefoot/shared/messages'
import { z } from 'zod'
import type { Database } from '../database/open-database.ts'

type Transition = z.output<typeof journalTransition>

const ofRow = { id: z.string(), at: z.date() }
const transitionRows = z.array(z.looseObject(ofRow))
const logRows = z.array(
  z.looseObject({ ...ofRow, details: z.string().nullable(), characters: z.number() }),
)
type LogRow = z.output<typeof logRows>[number]

/**
 * The latest rows. Texts are cut where they are stored, a little above what is shown of them: what an older version or
 * another hand kept of hundreds of kilobytes is not even read.
 */
export async function readJournalRows(
  database: Database,
  { deskId, limit }: z.output<typeof ledgerJournal.body>,
) {
  const [transitions, log] = await Promise.all([
    database.$queryRaw`
      SELECT "id"::text, "account", "from", "to", "trigger", left("reason", 2000) AS "reason", "at"
      FROM "account_transitions" WHERE "deskId" = ${deskId} ORDER BY "account_transitions"."id" DESC LIMIT ${limit}`,
    database.$queryRaw`
      SELECT "id"::text, left("service", 100) AS "service", left("level", 100) AS "level", left("code", 100) AS "code",
        left("message", 2000) AS "message", left("deskId", 100) AS "deskId", left("account", 100) AS "account",
        "executionId"::text, left("details"::text, 8000) AS "details",
        coalesce(length("details"::text), 0) AS "characters", "at"
      FROM "system_log" WHERE "deskId" = ${deskId} OR "deskId" IS NULL ORDER BY "system_log"."id" DESC LIMIT ${limit}`,
  ])
  return { transitions: transitionRows.parse(transitions), log: logRows.parse(log) }
}

type Shown = { readonly transition?: Transition; readonly unreadable?: SystemLogEntry }

/** A transition as it is shown; one that does not fit, of another version, as an entry that says so. */
export function showTransition(row: z.output<typeof transitionRows>[number]): Shown {
  const reading = journalTransition.safeParse({ ...row, at: row.at.toISOString() })
  return reading.success
    ? { transition: reading.data }
    : { unreadable: unreadable(row, 'account_transitions') }
}

/** A log entry as it is shown: its keys without those that are null. */
export function showEntry({ details, characters, ...row }: LogRow): SystemLogEntry {
  const present = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))
  const shownDetails = details === null ? {} : { details: readDetails(details, characters) }
  const reading = systemLog.body.safeParse({
    ...present,
    ...shownDetails,
    at: row.at.toISOString(),
  })
  return reading.success ? reading.data : unreadable(row, 'system_log')
}

function readDetails(text: string, characters: number): unknown {
  if (text.length < characters) return { clipped: text, characters }
  return JSON.parse(text)
}

function unreadable({ id, at }: { id: string; at: Date }, table: string): SystemLogEntry {
  return {
    service: 'audit',
    level: 'warn',
    code: 'ENTRY_UNREADABLE',
    message: `Row ${id} of ${table} cannot be shown: it does not fit what this version reads. It is kept as it is.`,
    at: at.toISOString(),
  }
}
