import type { StreamSource } from '../contract/stream.ts'
import { compilePointer } from '../json/pointer.ts'

/** `gap`: the first message after missing ones. `stale`: a later one, before the next snapshot. */
type Order = 'in-order' | 'gap' | 'stale'

/** `other`: met by no rule of the map; it may be numbered or not. */
export type MessageKind = 'snapshot' | 'update' | 'other'

/** Counts the messages of each source that numbers them. Sources that do not are always in order. */
interface Sequences {
  next(source: number, message: unknown, kind: MessageKind): Order
}

function createCount(source: StreamSource): (message: unknown, kind: MessageKind) => Order {
  if (source.sequence === undefined) return () => 'in-order'
  const find = compilePointer(source.sequence.at)
  /** undefined: before the first snapshot, or after a gap. */
  let last: number | undefined
  return (message, kind) => {
    const number = find(message)
    if (kind === 'other' && number === undefined) return 'in-order'
    if (
      Number.isSafeInteger(number) &&
      typeof number === 'number' &&
      (kind === 'snapshot' || number - 1 === last)
    ) {
      last = number
      return 'in-order'
    }
    const order = last === undefined ? 'stale' : 'gap'
    last = undefined
    return order
  }
}

export function createSequences(sources: readonly StreamSource[]): Sequences {
  const counts = sources.map(createCount)
  return { next: (source, message, kind) => counts[source]?.(message, kind) ?? 'in-order' }
}
