import type { Part } from '../api/health.ts'

/** The state of a part in a word. */
export const PART_STATES: Readonly<Record<Part['state'], string>> = {
  ok: 'ok',
  slow: 'slow',
  down: 'down',
  unknown: 'not known',
  off: 'off',
}
