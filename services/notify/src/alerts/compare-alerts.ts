import type { AlertRow } from '@surefoot/shared/messages'
import { sourceOf, type Condition, type Source } from './condition.ts'

export interface Comparison {
  readonly raise: readonly Condition[]
  /** Ids of alerts whose condition is over. */
  readonly resolve: readonly string[]
}

/** When each condition was first found, and each alert's condition first missed, in milliseconds. */
export interface Memory {
  readonly foundAt: Map<string, number>
  readonly missedAt: Map<string, number>
}

export function createMemory(): Memory {
  return { foundAt: new Map(), missedAt: new Map() }
}

/** A condition that is away for less has not ended: it would be sent as over, and as new at once. */
const OVER_AFTER_MS = 10_000

export interface Found {
  readonly conditions: readonly Condition[]
  /** The sources that answered. */
  readonly read: ReadonlySet<Source>
}

/** What is to be raised and resolved now: what was found, held against the alerts that the ledger has. */
export function compareAlerts(
  { conditions, read }: Found,
  alerts: readonly AlertRow[],
  { memory, now }: { readonly memory: Memory; readonly now: number },
): Comparison {
  const open = alerts.filter(({ isCondition, resolvedAt }) => isCondition && resolvedAt === null)
  const openKeys = new Set(open.map(({ key }) => key))
  const found = new Map(conditions.map((condition) => [condition.key, condition]))
  keepFirst(memory.foundAt, [...found.keys()], now)
  const missed = open.filter(({ key }) => !found.has(key) && read.has(sourceOf(key)))
  keepFirst(
    memory.missedAt,
    missed.map(({ id }) => id),
    now,
  )
  return {
    raise: [...found.values()].filter(
      ({ key, steadyMs }) =>
        !openKeys.has(key) && now - (memory.foundAt.get(key) ?? now) >= steadyMs,
    ),
    resolve: missed
      .filter(({ id, kind }) => kind === 'halt' || isOver(memory.missedAt.get(id), now))
      .map(({ id }) => id),
  }
}

function isOver(missedAt: number | undefined, now: number): boolean {
  return missedAt !== undefined && now - missedAt >= OVER_AFTER_MS
}

/** Remember when each began, and nothing of what is not there any more. */
function keepFirst(since: Map<string, number>, present: readonly string[], now: number): void {
  const names = new Set(present)
  for (const name of since.keys()) if (!names.has(name)) since.delete(name)
  for (const name of names) if (!since.has(name)) since.set(name, now)
}
