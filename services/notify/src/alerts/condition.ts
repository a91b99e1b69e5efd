import type { Account, AlertKind } from '@surefoot/shared/messages'

/** What was found, before it is an alert. */
export interface Finding {
  /** The same thing has the same key, however often it is found. */
  readonly key: string
  readonly kind: AlertKind
  readonly message: string
  readonly account: Account | null
  readonly executionId: string | null
}

/** Where conditions are read. What cannot be read now has not ended. */
export type Source = 'gateway' | 'ledger' | 'own'

/** Something that lasts. */
export interface Condition extends Finding {
  readonly source: Source
  /** Raised only after it has lasted this long: what repairs itself at once wakes nobody. */
  readonly steadyMs: number
}

/** The source is the beginning of the key, so that it is known of an alert that another process raised. */
export function keyOf(source: Source, ...parts: readonly string[]): string {
  return [source, ...parts].join(' ').slice(0, 200)
}

export function sourceOf(key: string): Source {
  if (key.startsWith('gateway ')) return 'gateway'
  return key.startsWith('ledger ') ? 'ledger' : 'own'
}
