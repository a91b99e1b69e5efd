import { presentTrace, type Opportunity, type Refusal, type Trace } from '@surefoot/shared'

/** An opportunity is dropped when nobody has spoken of it for this long, even if its end was never told. */
const FORGOTTEN_AFTER_MS = 60_000
/** Why an opportunity is not taken is told at most this often. */
const DECLINE_INTERVAL_MS = 1000

/** The live opportunities of the desk, as the scanner told them. They are lost with the process, and may be. */
export interface Opportunities {
  readonly keep: (opportunity: Opportunity, nowMs: number) => void
  readonly drop: (opportunityId: string) => void
  readonly find: (opportunityId: string) => Opportunity | undefined
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
      if (before) Object.assign(before, { opportunity, trace, keptAtMs: nowMs })
      else
        known.set(opportunity.opportunityId, {
          opportunity,
          trace,
          keptAtMs: nowMs,
          toldCode: null,
          toldAtMs: 0,
        })
    },
    drop: (opportunityId) => void known.delete(opportunityId),
    find: (opportunityId) => known.get(opportunityId)?.opportunity,
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
