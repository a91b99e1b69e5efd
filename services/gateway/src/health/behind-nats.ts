import type { DependencyReport } from '@surefoot/shared/messages'

/**
 * What comes by way of NATS is missing also when NATS itself hangs. Silence counts against a service only for the time in
 * which NATS was up, and only if NATS has replied well after the silence began.
 */
const PROOF_MS = 1500
const NATS_ASKED_EVERY_MS = 1000

export type Silence =
  | { readonly kind: 'proven'; readonly forMs: number }
  /** NATS does not reply, or has not replied for long enough. */
  | { readonly kind: 'unproven' }

/** Decide whether a silence of `silentMs` is the sender's own. */
export function judgeSilence(
  nats: DependencyReport,
  silentMs: number,
  limitMs = PROOF_MS,
): Silence {
  const isUp = nats.state === 'up' || nats.state === 'slow'
  if (!isUp || nats.forMs === null || nats.repliedAgoMs === null) return { kind: 'unproven' }
  const forMs = Math.min(silentMs, nats.forMs)
  const isProven = forMs >= limitMs && nats.repliedAgoMs <= forMs - NATS_ASKED_EVERY_MS
  return isProven ? { kind: 'proven', forMs } : { kind: 'unproven' }
}
