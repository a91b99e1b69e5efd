import {
  check,
  collectEvidence,
  type Evidence,
  type Quota,
  type Violation,
} from '@surefoot/checker'
import { readBook } from '@surefoot/local'
import type { Bus } from '@surefoot/shared/bus'
import type { ExecutionRecord } from '@surefoot/shared/messages'
import { z } from 'zod'
import { readRedis } from './await-quiet.ts'
import type { Happened } from './run-faults.ts'
import { ALL } from './wanted.ts'
import { CAPS, DESK_ID, type World } from './world.ts'

export interface Verdict {
  readonly evidence: Evidence
  readonly violations: readonly Violation[]
}

export interface Run {
  readonly bus: Bus
  readonly happened: readonly Happened[]
  readonly wanted: Quota
}

/** Hold the whole run against the invariants: ledger, audit chain and Redis against the bookmakers' private books. */
export async function judge(world: World, { bus, happened, wanted }: Run): Promise<Verdict> {
  const books = await readBook(world.stack.sandbox)
  const bets = books.map(
    ({ house: providerId, reference, selectionId, stake, odds, placedAt }) => ({
      providerId,
      reference,
      selectionId,
      stake,
      odds,
      placedAt,
    }),
  )
  const redisUrl = world.ways.redis.restartable.server().url
  const hit = countBy(
    happened.filter(({ outcome }) => outcome === 'hit'),
    ({ kind }) => kind,
  )
  const all = Object.values(hit).reduce((sum, count) => sum + count, 0)
  const evidence = await collectEvidence({
    bus,
    deskIds: [DESK_ID],
    bets,
    counts: await readRedis({ bus, redisUrl, deskId: DESK_ID }),
    caps: CAPS,
    isQuiet: true,
    quota: { wanted, reached: { bets: bets.length, faults: { ...hit, [ALL]: all } } },
  })
  return { evidence, violations: check(evidence) }
}

const halted = z.object({
  actor: z.literal('audit'),
  control: z.object({ trading: z.string() }),
})

/** How often the ledger itself halted the desk so. */
export function countHalts({ links }: Evidence, trading: string): number {
  return links.filter(
    ({ kind, details }) =>
      kind === 'desk.controlled' && halted.safeParse(details).data?.control.trading === trading,
  ).length
}

/** How an execution ended, in a word or two. */
export function outcomeOf({ execution, legs }: ExecutionRecord): string {
  if (legs.some(({ state }) => state === 'ESCALATED')) return 'left to a person'
  if (execution.closedAt === null) return 'open'
  if (execution.final_status === 'success') return 'both accepted'
  if (execution.hedge !== null) return `hedge ${execution.hedge}`
  return 'nothing placed'
}

export function countBy<T>(all: readonly T[], name: (one: T) => string): Record<string, number> {
  return Object.fromEntries(
    [...Map.groupBy(all, name)]
      .map(([key, group]) => [key, group.length] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  )
}
