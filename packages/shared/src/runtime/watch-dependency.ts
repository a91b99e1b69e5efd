import type { DependencyReport } from '../messages/service-status.ts'
import {
  judgeProbe,
  NO_EVIDENCE,
  PROBE_LIMITS,
  withFailure,
  withReply,
  type ProbeEvidence,
} from './probe-evidence.ts'

export interface WatchedDependency extends Disposable {
  readonly report: () => DependencyReport
  readonly evidence: () => ProbeEvidence
}

export interface DependencyOptions {
  readonly name: string
  /** Asks it something cheap; settles when it has replied, rejects when it cannot. It may also never settle. */
  readonly ask: () => Promise<unknown>
  /** A monotonic clock, milliseconds. */
  readonly elapsed?: () => number
  readonly everyMs?: number
}

const ASK_EVERY_MS = 1000
/** A question that was never answered holds up no other for longer: its connection may be gone without a word. */
const GIVE_UP_MS = 15_000

/** Ask a server or service again and again, one question at a time, and report what its replies say about it. */
export function watchDependency(options: DependencyOptions): WatchedDependency {
  const { name, ask, elapsed = () => performance.now(), everyMs = ASK_EVERY_MS } = options
  let evidence = NO_EVIDENCE
  const turn = async (): Promise<void> => {
    const askedAt = elapsed()
    evidence = { ...evidence, askedAt }
    const isCurrent = (): boolean => evidence.askedAt === askedAt
    try {
      await ask()
      if (isCurrent()) evidence = withReply(evidence, askedAt, elapsed())
    } catch (error) {
      if (isCurrent()) evidence = withFailure(evidence, askedAt, describe(error))
    }
  }
  const tick = (): void => {
    const { askedAt } = evidence
    if (askedAt !== null) {
      const openMs = elapsed() - askedAt
      if (openMs < GIVE_UP_MS) return
      const error = `No reply within ${PROBE_LIMITS.deadlineMs / 1000} s.`
      evidence = withFailure(evidence, askedAt, error)
    }
    void turn()
  }
  tick()
  const timer = setInterval(tick, everyMs)
  timer.unref()
  return {
    report: () => ({ name, ...judgeProbe(evidence, elapsed()) }),
    evidence: () => evidence,
    [Symbol.dispose]: () => clearInterval(timer),
  }
}

function describe(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 300)
}
