import type { Opportunity } from '@surefoot/shared/messages'
import type { Pair } from '@surefoot/appraisal'

/** No opportunity is told more often than this while its prices move. */
const LEAST_INTERVAL_MS = 200
/** One that stands is told again, so that listeners know its prices to be live. Well below the largest age of a quote. */
const REFRESH_MS = 1000

export interface Announced {
  readonly pair: Pair
  /** As last told. */
  readonly told: Opportunity
  readonly toldAtMs: number
}

/** The opportunities that listeners believe in, as they were last told. */
export interface AnnouncedBook {
  /** Answers what to tell now; nothing if what was told is near enough, or too recent. */
  readonly offer: (pair: Pair, opportunity: Opportunity, nowMs: number) => Opportunity | undefined
  /** Whether listeners knew of it and must be told. */
  readonly withdraw: (opportunityId: string) => boolean
  readonly all: () => Announced[]
}

export function createAnnouncedBook(): AnnouncedBook {
  const known = new Map<string, Announced>()
  return {
    offer: (pair, opportunity, nowMs) => {
      const before = known.get(opportunity.opportunityId)
      if (before !== undefined && !isDue(before, opportunity, nowMs)) return undefined
      const told = { ...opportunity, foundAt: before?.told.foundAt ?? opportunity.foundAt }
      known.set(opportunity.opportunityId, { pair, told, toldAtMs: nowMs })
      return told
    },
    withdraw: (opportunityId) => known.delete(opportunityId),
    all: () => [...known.values()],
  }
}

function isDue({ told, toldAtMs }: Announced, opportunity: Opportunity, nowMs: number): boolean {
  const waitMs = isChanged(told, opportunity) ? LEAST_INTERVAL_MS : REFRESH_MS
  return nowMs - toldAtMs >= waitMs
}

/** Whether anything differs that an execution would be decided by. */
function isChanged(before: Opportunity, now: Opportunity): boolean {
  return essenceOf(before) !== essenceOf(now)
}

function essenceOf({ legs, profit }: Opportunity): string {
  const { A, B } = legs
  const parts = [A, B].flatMap((leg) => [leg.selectionId, leg.odds, leg.stake, leg.contractVersion])
  return [...parts, profit].join('|')
}
