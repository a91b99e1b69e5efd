import type { ExecutionRow } from '@surefoot/shared/messages'
import type { Tone } from './tag.tsx'

/** The row does not say whether a hedge covered the leg, so neither does this: a lone leg failed. */
export function statusOf({ closedAt, final_status }: ExecutionRow): {
  readonly name: string
  readonly tone: Tone
} {
  if (closedAt === null) return { name: 'Open', tone: 'busy' }
  return final_status === 'success'
    ? { name: 'Success', tone: 'good' }
    : { name: 'Failed', tone: 'bad' }
}
