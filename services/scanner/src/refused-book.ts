/**
 * Owns what the rails of a desk refuse now and refused in the last minute, for the Opportunities screen.
 * It is bounded: of more pairs the ones that were refused last are kept, and the most promising are published.
 */
import type { Pair, Refused, Sides } from '@surefoot/appraisal'
import { edgeBpsOf } from '@surefoot/arbitrage'
import { MAX_REFUSED_ROWS, type RefusedRow } from '@surefoot/shared/messages'

/** Of a contract gone wrong every pair may be refused: a desk keeps this many. */
const MAX_KEPT = 500
/** How long a row is shown after it ended. */
const SHOWN_AFTER_MS = 60_000

export interface RefusedPair {
  readonly pair: Pair
  readonly opportunityId: string
}

export interface RefusedBook {
  readonly refuse: (
    of: RefusedPair,
    why: Refused & { readonly sides: Sides },
    nowMs: number,
  ) => void
  /** The prices do not promise it any more, or it is offered. */
  readonly end: (opportunityId: string, nowMs: number) => void
  /** Those that are refused now. */
  readonly live: () => RefusedPair[]
  /** The rows of now: live ones first, then by what they promise. */
  readonly rows: (nowMs: number) => RefusedRow[]
}

interface Kept extends RefusedPair {
  readonly row: Omit<RefusedRow, 'livedMs' | 'endedAgoMs'>
  readonly sinceMs: number
  readonly endedAtMs: number | null
}

export function createRefusedBook(): RefusedBook {
  const kept = new Map<string, Kept>()

  function forgetOld(nowMs: number): void {
    for (const [id, { endedAtMs }] of kept)
      if (endedAtMs !== null && nowMs - endedAtMs > SHOWN_AFTER_MS) kept.delete(id)
  }

  return {
    refuse: ({ pair, opportunityId }, why, nowMs) => {
      const before = kept.get(opportunityId)
      const sinceMs = before === undefined || before.endedAtMs !== null ? nowMs : before.sinceMs
      const row = describeRow({ pair, opportunityId }, why)
      kept.delete(opportunityId)
      kept.set(opportunityId, { pair, opportunityId, row, sinceMs, endedAtMs: null })
      const [oldest] = kept.keys()
      if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest)
    },
    end: (opportunityId, nowMs) => {
      const before = kept.get(opportunityId)
      if (before?.endedAtMs === null) kept.set(opportunityId, { ...before, endedAtMs: nowMs })
    },
    live: () => [...kept.values()].filter(({ endedAtMs }) => endedAtMs === null),
    rows: (nowMs) => {
      forgetOld(nowMs)
      return [...kept.values()]
        .toSorted(
          (one, other) =>
            Number(one.endedAtMs !== null) - Number(other.endedAtMs !== null) ||
            other.row.edgeBps - one.row.edgeBps,
        )
        .slice(0, MAX_REFUSED_ROWS)
        .map((each) => timed(each, nowMs))
    },
  }
}

function timed({ row, sinceMs, endedAtMs }: Kept, nowMs: number): RefusedRow {
  const livedMs = Math.max(0, Math.round((endedAtMs ?? nowMs) - sinceMs))
  const endedAgoMs = endedAtMs === null ? null : Math.max(0, Math.round(nowMs - endedAtMs))
  return { ...row, livedMs, endedAgoMs }
}

function describeRow(
  { pair, opportunityId }: RefusedPair,
  { rail, because, sides: { A, B } }: Refused & { readonly sides: Sides },
): Kept['row'] {
  const { home, away, sport, start } = pair.matches.A.named
  const odds = { A: A.quote.odds, B: B.quote.odds }
  const { market, line } = pair
  const edgeBps = edgeBpsOf(odds.A, odds.B)
  return { opportunityId, home, away, sport, start, market, line, odds, edgeBps, rail, because }
}
