import type { ExecutionRow } from '@surefoot/shared/messages'

/** Whether an execution speaks of what the operator looks for: every word, anywhere, in any case. */
export function matchesText(execution: ExecutionRow, text: string): boolean {
  const { home, away, sport, providerA, providerB, error_message, requestedBy, id } = execution
  const told = [home, away, sport, providerA, providerB, error_message ?? '', requestedBy, id]
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const haystack = told.join(' ').toLowerCase()
  return words.every((word) => haystack.includes(word))
}
