import type { Quote } from '@surefoot/shared/messages'
import type { ProviderContract } from '../contract/contract.ts'
import { createBook } from './book.ts'
import type { Book } from './book.ts'
import { compileDecoders } from './decode.ts'
import type { FrameBody } from './decode.ts'
import { createFaults } from './faults.ts'
import { compileJoin } from './join.ts'
import type { Join } from './join.ts'
import { compileRule } from './map-rule.ts'
import type { CompiledRule, Message } from './map-rule.ts'
import type { Unread } from './missing.ts'
import { createSequences } from './sequence.ts'
import type { MessageKind } from './sequence.ts'

export type { FrameBody }

/** A frame as it was captured. `event` is the name of a server-sent event. */
export interface Frame {
  readonly event?: string | undefined
  readonly body: FrameBody
}

/** What a frame of the odds stream said. */
export interface MappedFrame {
  /** At least one rule of the map met the frame. */
  readonly matched: boolean
  /** Forget all quotes of this mapper before reading `quotes`. */
  readonly reset: boolean
  /** The frame broke the sequence: nothing more is told until the next snapshot. */
  readonly gap: boolean
  /** The selections that the frame touched and of which nothing is missing. */
  readonly quotes: Quote[]
  /** The selections that were told and are no quotes any more. */
  readonly deleted: string[]
  /** Drift, in words for the operator: what was there and could not be read. At most 20. */
  readonly faults: string[]
}

/**
 * Turns the frames of one page's stream into quotes, by the contract's map. Holds the book that keyed deltas need.
 *
 * 1. Never throws; a frame that cannot be decoded changes nothing and is a fault.
 * 2. A snapshot forgets everything, once a frame.
 * 3. After a gap in a source's sequence, that source is not read until its next snapshot.
 * 4. An unreadable value makes its selection incomplete: it is deleted, never told with its older value.
 */
export interface Mapper {
  map(source: number, frame: Frame): MappedFrame
}

function kindOf(met: readonly CompiledRule[]): MessageKind {
  if (met.length === 0) return 'other'
  return met.some((rule) => rule.effect === 'snapshot') ? 'snapshot' : 'update'
}

/** The quotes among what a frame has changed, and the selections that were quotes and are none now. */
function tellChanges(book: Book, join: Join): { quotes: Quote[]; deleted: string[] } {
  const { touched, lost } = book.takeChanges()
  const quotes: Quote[] = []
  for (const selection of touched) {
    const quote = join(selection)
    if (quote !== undefined) {
      quotes.push(quote)
      if (lost.size > 0) lost.delete(selection.key)
    } else if (selection.isLive) lost.add(selection.key)
    selection.isLive = quote !== undefined
  }
  return { quotes, deleted: [...lost] }
}

/** `unread`: keeps what was read and of no use, for whoever explains a book. `createMapper` takes the book to fill. */
export function compileMapper(
  contract: ProviderContract,
  unread?: Unread,
): (book?: Book) => Mapper {
  const { sources, map } = contract.stream
  const decoders = sources.map(compileDecoders)
  const rules = map.map((rule, index) => compileRule(rule, index, contract, unread))
  const join = compileJoin(contract)

  return (book = createBook()) => {
    const faults = createFaults()
    const sequences = createSequences(sources)

    function decode(source: number, { event, body }: Frame): readonly Message[] {
      const decoded = decoders[source]?.(event, body) ?? {
        ok: false,
        fault: `the contract has no source ${source}`,
      }
      if (decoded.ok) return decoded.messages
      faults.add(decoded.fault)
      return []
    }

    return {
      map(source, frame) {
        let [matched, reset, gap, isForgotten] = [false, false, false, false]
        for (const message of decode(source, frame)) {
          const met = rules.filter((rule) => rule.meets(message))
          const kind = kindOf(met)
          const order = sequences.next(source, message.value, kind)
          const forgets =
            order === 'gap' || (order === 'in-order' && kind === 'snapshot' && !isForgotten)
          matched ||= kind !== 'other'
          gap ||= order === 'gap'
          reset ||= forgets
          isForgotten ||= kind === 'snapshot'
          if (forgets) book.clear()
          if (order === 'in-order') for (const rule of met) rule.apply(message.value, book, faults)
        }
        const { quotes, deleted } = tellChanges(book, join)
        return { matched, reset, gap, quotes, deleted: reset ? [] : deleted, faults: faults.take() }
      },
    }
  }
}
