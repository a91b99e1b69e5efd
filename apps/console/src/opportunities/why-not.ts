import type { Desk, LiveOpportunity } from '../api/desk.ts'
import { NEEDED_BY, whyBlocked, type SeenHealth } from '../health/judge-health.ts'

/** Why the desk takes nothing at all now, in one sentence; null if it does. */
export function whyStopped(desk: Desk | undefined, health: SeenHealth): string | null {
  const unknown = whyBlocked(health, NEEDED_BY.desk)
  if (unknown !== null) return unknown
  if (desk === undefined) return 'The desk has not been read yet.'
  const waiting = [desk.accounts.A, desk.accounts.B].find(({ state }) => state !== 'RUNNING')
  if (waiting) return `Account ${waiting.account} is not running.`
  const { trading } = desk.control
  if (trading === 'RUN') return whyBlocked(health, NEEDED_BY.execute)
  return trading === 'HALT_NEW' ? 'The desk is paused.' : 'The desk is killed.'
}

/** Why an opportunity is not taken now; in Manual it waits for the click, in Auto the worker says why it waits. */
export function whyNot(
  { declined, review }: LiveOpportunity,
  desk: Desk | undefined,
  health: SeenHealth,
): string {
  const stopped = whyStopped(desk, health)
  if (stopped !== null) return stopped
  if (review !== undefined)
    return desk?.control.mode === 'auto'
      ? `Auto does not take it. ${review.because}`
      : review.because
  if (desk?.control.mode === 'manual') return 'Waits for your click.'
  return declined?.message ?? 'Auto is taking it.'
}
