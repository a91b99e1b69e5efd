import type { ExecutionRecord } from '@surefoot/shared/messages'
import { createHistogram } from 'node:perf_hooks'
import type { Rates } from './costs.ts'
import type { Phase } from './report.ts'
import type { Asked, End } from './requests.ts'

/** What was asked for in a stretch of time, and what was used in it. */
export interface Stretch {
  readonly asked: readonly Asked[]
  readonly rates: Rates
}

/** The ends of a stretch's requests, and how long the closed ones took by the ledger's own clock: that of this machine. */
export async function summarisePhase(
  { asked, rates }: Stretch,
  records: ReadonlyMap<string, ExecutionRecord>,
): Promise<Phase> {
  const ends = { accepted: 0, failed: 0, refused: 0, expired: 0, unheard: 0 }
  const tookMs = createHistogram()
  for (const { executionId, askedAtMs, end } of asked) {
    const record = records.get(executionId)
    const how = endOf(await end, record)
    ends[how] += 1
    const closedAt = record?.execution.closedAt ?? null
    if (how === 'accepted' && closedAt !== null)
      tookMs.record(Math.max(1, Date.parse(closedAt) - askedAtMs))
  }
  const { cores, otherCores, seconds } = rates
  return {
    askedPerSecond: asked.length / seconds,
    donePerSecond: ends.accepted / seconds,
    latency:
      tookMs.count === 0 ? null : { p50Ms: tookMs.percentile(50), p99Ms: tookMs.percentile(99) },
    ends,
    cores,
    otherCores,
  }
}

/** What the ledger holds is what was; the rest is as it was heard. */
function endOf(end: End, record: ExecutionRecord | undefined): keyof Phase['ends'] {
  const status = record?.execution.final_status ?? null
  if (status !== null) return status === 'success' ? 'accepted' : 'failed'
  return end === 'closed' ? 'unheard' : end
}
