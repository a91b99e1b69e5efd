import type { ExecutionRow } from '@surefoot/shared/messages'

/** Whether a bet of it has been taken, as far as its row says. */
export function hasBet({ legA_status, legB_status }: ExecutionRow): boolean {
  return legA_status === 'success' || legB_status === 'success'
}
