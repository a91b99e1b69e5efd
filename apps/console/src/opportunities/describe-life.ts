import type { RefusedRow } from '@surefoot/shared/messages'
import { formatAge } from '../format/age.ts'

/** How long refused prices have promised their profit, or had when they ended. */
export function describeLife({
  livedMs,
  endedAgoMs,
}: Pick<RefusedRow, 'livedMs' | 'endedAgoMs'>): string {
  if (endedAgoMs === null) return `for ${formatAge(livedMs)}`
  return `lived ${formatAge(livedMs)}, ended ${formatAge(endedAgoMs)} ago`
}
