import type { ExecutionRow, ImportedExecution } from '@surefoot/shared/messages'

/** Whether an execution speaks of what the operator looks for: every word, anywhere, in any case. */
export function matchesText(execution: ExecutionRow, text: string): boolean {
  const { home, away, sport, providerA, providerB, error_message, requestedBy, id } = execution
  const told = [home, away, sport, providerA, providerB, error_message ?? '', requestedBy, id]
  return hasWords(told, text)
}

/** As `matchesText`, of what an earlier engine told. */
export function importedMatchesText(execution: ImportedExecution, text: string): boolean {
  const { matchId, providerA, providerB, error_message, id } = execution
  return hasWords([matchId, providerA, providerB, error_message ?? '', id], text)
}

function hasWords(told: readonly string[], text: string): boolean {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const haystack = told.join(' ').toLowerCase()
  return words.every((word) => haystack.includes(word))
}
