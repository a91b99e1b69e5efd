import type { LegPlan } from '@surefoot/shared/messages'

/** A leg that nobody has asked for. */
export const plan: LegPlan = {
  deskId: 'main',
  account: 'A',
  legId: '6f2c7f5e-0000-4000-8000-000000000000-A',
  executionId: '6f2c7f5e-0000-4000-8000-000000000000',
  role: 'A',
  providerId: 'north',
  contractVersion: 1,
  eventId: '1',
  selectionId: '7',
  stake: '10.00',
  leastOdds: '2.1',
  deadline: '2026-01-31T18:30:00.000Z',
  venue: 'live',
}
