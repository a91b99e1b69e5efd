/**
 * Owns how a reading that is larger than a message is answered: in parts, by bytes, open bets first.
 *
 * 1. All parts are of one reading. A part of a reading that is not kept any more is refused, never taken from another.
 * 2. A part says that it is not the whole, also to an asker that knows no parts.
 */
import { refuse, type Bet, type betsRead, type Reply } from '@surefoot/shared/messages'
import type { z } from 'zod'

type Answer = Reply<typeof betsRead.reply>
type Reading = Extract<Answer, { readonly ok: true }>
type Ask = Pick<z.output<typeof betsRead.body>, 'part'>

/** Half of what NATS passes on by default: room for what surrounds them, and for who sends them on. */
const PART_BYTES = 500_000
/** Who asks for the next part does so at once. */
const KEPT_READINGS = 4

/** @param read reads the account's bets, all of them */
export function createBetParts(read: () => Promise<Answer>): (ask: Ask) => Promise<Answer> {
  const kept = new Map<string, Reading>()
  return async ({ part }) => {
    if (part !== undefined) return answerPart(kept.get(part.readAt), part.from)
    const reply = await read()
    if (!reply.ok) return reply
    const reading = { ...reply, bets: openFirst(reply.bets) }
    const answer = partOf(reading, 0)
    if (answer.next !== undefined) keep(kept, reading)
    return answer
  }
}

function keep(kept: Map<string, Reading>, reading: Reading): void {
  kept.set(reading.readAt, reading)
  const [oldest] = kept.keys()
  if (kept.size > KEPT_READINGS && oldest !== undefined) kept.delete(oldest)
}

function answerPart(reading: Reading | undefined, from: number): Answer {
  if (reading === undefined || from >= reading.bets.length)
    return refuse('READING_GONE', 'This reading of the bets is not kept any more. Read them again.')
  return partOf(reading, from)
}

function openFirst(bets: readonly Bet[]): Bet[] {
  const isOpen = ({ status }: Bet): boolean => status === 'open' || status === 'pending'
  return [...bets.filter(isOpen), ...bets.filter((bet) => !isOpen(bet))]
}

function partOf(reading: Reading, from: number): Reading {
  let bytes = 0
  let end = from
  for (const bet of reading.bets.slice(from)) {
    bytes += Buffer.byteLength(JSON.stringify(bet)) + 1
    if (bytes > PART_BYTES && end > from) break
    end += 1
  }
  const bets = reading.bets.slice(from, end)
  return end === reading.bets.length
    ? { ...reading, bets }
    : { ...reading, bets, isPartial: true, next: end }
}
