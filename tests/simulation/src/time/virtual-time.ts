import type { Schedule } from './schedule.ts'

/** Where virtual time begins. */
export const START_MS = Date.UTC(2026, 10, 24, 12)

/** Virtual time as milliseconds since 1970, where no clock is wrong. */
export function epochMs(schedule: Schedule): number {
  return START_MS + Math.floor(schedule.nowMs())
}
