import type { LegState } from '@surefoot/shared/messages'
import type { Tone } from '../parts/tag.tsx'

/** Good: taken. Bad: not placed. Warn: no proof. Busy: on its way. */
export const LEG_TONES: Record<LegState, Tone> = {
  AUTHORIZED: 'outline',
  ARMED: 'busy',
  PENDING: 'busy',
  ACCEPTED: 'good',
  REJECTED: 'bad',
  UNKNOWN: 'warn',
  ABSENT: 'bad',
  DENIED: 'outline',
  VOID: 'outline',
  ESCALATED: 'warn',
}
