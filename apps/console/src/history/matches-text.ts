import type { ImportedExecution } from '@surefoot/shared/messages'

/** Whether an imported execution has every word of a text, anywhere, in any case. */
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
