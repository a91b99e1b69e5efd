import type { DependencyReport } from '../messages/service-status.ts'

/** What is known of a dependency from asking it. All times in milliseconds on one monotonic clock. */
export interface ProbeEvidence {
  /** When the question that is not answered yet was asked; null: none is open. */
  readonly askedAt: number | null
  /** The last reply: when it came, and after how long. */
  readonly reply: { readonly at: number; readonly tookMs: number } | null
  /** Since when every question has been answered; null: the last one was not. */
  readonly upSince: number | null
  /** When the first question that failed since the last reply was asked. */
  readonly failing: { readonly since: number; readonly error: string } | null
}

export const NO_EVIDENCE: ProbeEvidence = {
  askedAt: null,
  reply: null,
  upSince: null,
  failing: null,
}

export interface ProbeLimits {
  /** A question open for longer counts as not answered. */
  readonly deadlineMs: number
  /** A later reply is slow. */
  readonly slowMs: number
  /** The last reply says nothing about the present after this time: nobody asked again. */
  readonly staleMs: number
}

export const PROBE_LIMITS: ProbeLimits = { deadlineMs: 2000, slowMs: 500, staleMs: 6000 }

/** Decide what the evidence says about the dependency now. No evidence is `unknown`, never `up`. */
export function judgeProbe(
  { askedAt, reply, upSince, failing }: ProbeEvidence,
  now: number,
  limits: ProbeLimits = PROBE_LIMITS,
): Omit<DependencyReport, 'name'> {
  const openMs = askedAt === null ? 0 : now - askedAt
  const last = {
    answerMs: reply === null ? null : wholeMs(reply.tookMs),
    repliedAgoMs: reply === null ? null : wholeMs(now - reply.at),
  }
  if (failing !== null)
    return { ...last, state: 'down', forMs: wholeMs(now - failing.since), error: failing.error }
  if (openMs > limits.deadlineMs) {
    const error = `No reply within ${limits.deadlineMs / 1000} s.`
    return { ...last, state: 'down', forMs: wholeMs(openMs), error }
  }
  if (reply === null || upSince === null || now - reply.at > limits.staleMs)
    return { ...last, state: 'unknown', forMs: null, error: null }
  const isSlow = Math.max(reply.tookMs, openMs) > limits.slowMs
  const state = isSlow ? 'slow' : 'up'
  return { ...last, state, forMs: wholeMs(now - upSince), error: null }
}

/** The evidence once a question that was asked at `askedAt` has been answered. */
export function withReply(before: ProbeEvidence, askedAt: number, now: number): ProbeEvidence {
  return {
    askedAt: null,
    reply: { at: now, tookMs: now - askedAt },
    upSince: before.failing === null && before.upSince !== null ? before.upSince : now,
    failing: null,
  }
}

/** The evidence once a question that was asked at `askedAt` has failed. */
export function withFailure(before: ProbeEvidence, askedAt: number, error: string): ProbeEvidence {
  const since = before.failing?.since ?? askedAt
  return { ...before, askedAt: null, upSince: null, failing: { since, error } }
}

function wholeMs(ms: number): number {
  return Math.max(0, Math.round(ms))
}
