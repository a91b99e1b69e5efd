import type { Answer } from '@surefoot/provider'
import type { Receipt } from '@surefoot/shared'

const LONGEST_RAW = 4000

/** What was asked, where it could be read: a provider that accepts without saying what has taken what it was asked. */
interface Asked {
  readonly stake: string
  readonly odds: string
}

export function readReceipt(answer: Answer, raw: string, asked?: Asked): Receipt {
  const { state, betReference, selectionId, eventId, placedAt, code, message } = answer
  const taken = state === 'ACCEPTED' ? asked : undefined
  return {
    state,
    stake: answer.stake ?? taken?.stake ?? null,
    odds: answer.odds ?? taken?.odds ?? null,
    betReference,
    ...(selectionId === undefined ? {} : { selectionId }),
    ...(eventId === undefined ? {} : { eventId }),
    ...(placedAt === undefined ? {} : { placedAt }),
    code,
    message,
    paper: false,
    raw: raw.slice(0, LONGEST_RAW),
  }
}
