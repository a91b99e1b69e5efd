import type { Need } from './need.ts'

/** A need as a refusal names it. */
export type NamedNeed = Pick<Need, 'id' | 'kind' | 'message' | 'atRisk'>

/** At most this many sentences: the list itself is beside them. */
const NAMED = 5

/** The needs that a person has not confirmed by id: a desk does not run past what they have not seen. */
export function findUnconfirmed(
  needs: readonly Need[],
  despite: readonly string[],
): readonly NamedNeed[] {
  const confirmed = new Set(despite)
  return needs
    .filter(({ id }) => !confirmed.has(id))
    .map(({ id, kind, message, atRisk }) => ({ id, kind, message, atRisk }))
}

/** How a need that was confirmed is kept with the change that it was confirmed for. */
export function nameConfirmed({ id, message }: Need): { id: string; message: string } {
  return { id, message: message.slice(0, LONGEST_MESSAGE) }
}

const LONGEST_MESSAGE = 500

/** Why the desk does not run yet, for the operator. */
export function describeUnconfirmed(needs: readonly NamedNeed[]): string {
  const named = needs.slice(0, NAMED).map(({ message }) => message)
  const more = needs.length - named.length
  const sentences = more > 0 ? [...named, `And ${more} more.`] : named
  const count = needs.length === 1 ? 'One need is open' : `${needs.length} needs are open`
  return `${count}, and the desk was not set to Run. ${sentences.join(' ')} Resolve them, or confirm each of them.`
}
