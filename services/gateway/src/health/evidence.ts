import type {
  Account,
  AccountRow,
  BrowserStatus,
  Control,
  DependencyReport,
  ServiceStatus,
} from '@surefoot/shared/messages'

/** Something that was reported, and how long ago the gateway received it, milliseconds. */
export interface Sighting<T> {
  readonly status: T
  readonly agoMs: number
}

/** All that the gateway has received or been answered, with ages on its own clock. */
export interface HealthEvidence {
  /** What NATS replies to this gateway. */
  readonly nats: DependencyReport
  /** What the audit service replies to this gateway. */
  readonly audit: DependencyReport
  /** Postgres as the audit service reported it in its last reply; null: it has not replied yet. */
  readonly postgres: DependencyReport | null
  readonly services: readonly Sighting<ServiceStatus>[]
  readonly browsers: Readonly<Record<Account, Sighting<BrowserStatus> | null>>
  /** From the ledger; null while it cannot be read. */
  readonly desk: {
    readonly control: Control
    readonly accounts: Readonly<Record<Account, AccountRow>>
  } | null
}

/** What publishes every second and was silent for this long does not publish any more. */
export const SILENT_MS = 3500
