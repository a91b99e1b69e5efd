/** What happens to a process at a word that it says to the outside. */
export const FAULT_KINDS = ['killed-before', 'killed-after', 'reply-lost', 'paused'] as const
export type FaultKind = (typeof FAULT_KINDS)[number]

export const PROCESSES = ['execution', 'hedge', 'executor'] as const
export type ProcessName = (typeof PROCESSES)[number]

/** A process, one of its words, and what happens there. */
export interface Fault {
  readonly process: ProcessName
  /** Such as `ledger.open 1`. */
  readonly word: string
  readonly kind: FaultKind
}
