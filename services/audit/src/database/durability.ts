/**
 * Owns the question whether what Postgres has committed outlives a power cut and a failover. A permit that is forgotten is a bet
 * that nobody knows, and the audit chain shows no gap. Live trading is refused while the answer is no.
 */
import { refuse, type Refusal } from '@surefoot/shared/messages'
import { z } from 'zod'
import type { Reader } from './open-database.ts'

export interface Durability {
  readonly fsync: boolean
  readonly synchronousCommit: string
  /** Standbys that commits wait for, by name; empty: none. */
  readonly standbyNames: string
  /** Servers that follow this one now. */
  readonly standbys: number
  /** Places kept for servers that follow, there or not. */
  readonly slots: number
  /** Whether a commit waits for one that follows now; null where the role may not see that. */
  readonly isAnySynchronous: boolean | null
}

const rows = z.tuple([
  z.object({
    fsync: z.boolean(),
    synchronousCommit: z.string(),
    standbyNames: z.string(),
    standbys: z.number(),
    slots: z.number(),
    isAnySynchronous: z.boolean().nullable(),
  }),
])

/** What Postgres is set to for this role, and who follows it. A role without `pg_monitor` sees that somebody follows, and not how. */
export async function readDurability(reader: Reader): Promise<Durability> {
  const found = await reader.$queryRaw`
    SELECT current_setting('fsync')::bool AS "fsync",
      current_setting('synchronous_commit') AS "synchronousCommit",
      current_setting('synchronous_standby_names') AS "standbyNames",
      count(sender.pid)::int AS "standbys",
      (SELECT count(*)::int FROM pg_replication_slots WHERE slot_type = 'physical') AS "slots",
      bool_or(sender.sync_state IN ('sync', 'quorum')) AS "isAnySynchronous"
    FROM (
      SELECT pid, sync_state FROM pg_stat_replication
      WHERE state IS DISTINCT FROM 'backup'
        AND pid NOT IN (
          SELECT active_pid FROM pg_replication_slots
          WHERE slot_type = 'logical' AND active_pid IS NOT NULL
        )
    ) sender`
  const [durability] = rows.parse(found)
  return durability
}

/** Why nothing live may be opened on such a Postgres; undefined if it may. */
export function refuseLive(durability: Durability): Refusal | undefined {
  const { fsync, synchronousCommit, standbyNames, standbys, slots, isAnySynchronous } = durability
  const isAwaited = standbyNames.trim() !== ''
  if (!fsync)
    return refuse(
      'FSYNC_OFF',
      'Postgres runs with fsync = off: a power cut loses permits. Set it on, then trade live.',
    )
  if (synchronousCommit === 'off')
    return refuse(
      'COMMIT_NOT_SYNCHRONOUS',
      'Postgres confirms commits before they are on disk (synchronous_commit = off): a crash loses permits. Set it on, then trade live.',
    )
  if (isAwaited && synchronousCommit === 'local')
    return refuse(
      'COMMIT_NOT_SYNCHRONOUS',
      'Commits do not wait for the synchronous standby (synchronous_commit = local): a standby that is promoted lacks permits. Set it on, then trade live.',
    )
  if (!isAwaited && standbys + slots > 0)
    return refuse(
      'STANDBY_NOT_SYNCHRONOUS',
      'A standby follows Postgres and commits do not wait for it: promoted it lacks permits, and nothing shows it. Name it in synchronous_standby_names, then trade live.',
    )
  if (isAwaited && (standbys === 0 || isAnySynchronous === false))
    return refuse(
      'NO_SYNCHRONOUS_STANDBY',
      `No standby of synchronous_standby_names (${standbyNames}) follows Postgres now: commits wait for one. Start it, then trade live.`,
    )
  return undefined
}
