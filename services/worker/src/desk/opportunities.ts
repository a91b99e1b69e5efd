import { isSameShown, shownOf, type Opportunity, type Refusal } from '@surefoot/shared/messages'
import { presentTrace, type Trace } from '@surefoot/shared/runtime'

/** An opportunity is dropped when nobody has spoken of it for this long, even if its end was never told. */
const FORGOTTEN_AFTER_MS = 60_000
/** More than two providers offer at once; a flood of others ends the one that was published longest ago. */
const MAX_KEPT = 2000
/** Why an opportunity is not taken is told at most this often. */
const DECLINE_INTERVAL_MS = 1000

/** The live opportunities of the desk, as the scanner told them. They are lost with the process, and may be. */
export interface Opportunities {
  readonly keep: (opportunity: Opportunity, nowMs: number) => void
  readonly drop: (opportunityId: string) => void
  readonly find: (opportunityId: string) => Opportunity | undefined
  /** Whether its id has been another match's, or other bets', since it was first kept. */
  readonly hasChanged: (opportunityId: string) => boolean
  /** The trace that it came in last. */
  readonly traceOf: (opportunityId: string) => Trace | undefined
  /** Best profit first. */
  readonly all: (nowMs: number) => Opportunity[]
  /** Whether this refusal is news to who watches the opportunity; says yes once. */
  readonly isNews: (opportunityId: string, refusal: Refusal, nowMs: number) => boolean
}

interface Known {
  opportunity: Opportunity
  trace: Trace
  hasChanged: boolean
  keptAtMs: number
  toldCode: string | null
  toldAtMs: number
}

export function createOpportunities(): Opportunities {
  const known = new Map<string, Known>()
  return {
    keep: (opportunity, nowMs) => {
      const before = known.get(opportunity.opportunityId)
      const trace = presentTrace()
      if (before) {
        const isSame = isSameShown(shownOf(before.opportunity), shownOf(opportunity))
        const hasChanged = before.hasChanged || !isSame
        Object.assign(before, { opportunity, trace, hasChanged, keptAtMs: nowMs })
        known.delete(opportunity.opportunityId)
        known.set(opportunity.opportunityId, before)
      } else
        known.set(opportunity.opportunityId, {
          opportunity,
          trace,
          hasChanged: false,
          keptAtMs: nowMs,
          toldCode: null,
          toldAtMs: -Infinity,
        })
      const [oldest] = known.keys()
      if (known.size > MAX_KEPT && oldest !== undefined) known.delete(oldest)
    },
    drop: (opportunityId) => void known.delete(opportunityId),
    find: (opportunityId) => known.get(opportunityId)?.opportunity,
    hasChanged: (opportunityId) => known.get(opportunityId)?.hasChanged ?? false,
    traceOf: (opportunityId) => known.get(opportunityId)?.trace,
    all: (nowMs) => {
      for (const [id, { keptAtMs }] of known)
        if (nowMs - keptAtMs > FORGOTTEN_AFTER_MS) known.delete(id)
      return [...known.values()]
        .map(({ opportunity }) => opportunity)
        .toSorted((one, other) => other.profitBps - one.profitBps)
    },
    isNews: (opportunityId, { code }, nowMs) => {
      const entry = known.get(opportunityId)
      if (!entry || entry.toldCode === code || nowMs - entry.toldAtMs < DECLINE_INTERVAL_MS)
        return false
      entry.toldCode = code
      entry.toldAtMs = nowMs
      return true
    },
  }
}
