import type { Settings as AppraisalSettings } from '@surefoot/appraisal'
import type { LogEntry } from '@surefoot/shared/bus'
import type {
  Account as AccountName,
  accountChanged,
  browserClose,
  browserOpen,
  browserWatch,
  contractGet,
  contractList,
  deskChanged,
  ExecRequest,
  ledgerControl,
  ledgerDesk,
  ledgerExecution,
  ledgerLease,
  ledgerLimits,
  ledgerTransition,
  ledgerUnfinished,
  opportunityDeclined,
  Reply,
  RequestDefinition,
} from '@surefoot/shared/messages'
import type { LedgerClock } from '@surefoot/shared/runtime'
import type { z } from 'zod'

/** A question to another process as a function. No answer in time is a refusal whose code ends in `SILENT`. */
export type Ask<D extends RequestDefinition> = (
  body: z.input<D['body']>,
) => Promise<Reply<D['reply']>>

/** The audit service. `LEDGER_SILENT` leaves open whether it was done. */
export interface Ledger {
  readonly desk: Ask<typeof ledgerDesk>
  readonly transition: Ask<typeof ledgerTransition>
  readonly control: Ask<typeof ledgerControl>
  readonly lease: Ask<typeof ledgerLease>
  readonly unfinished: Ask<typeof ledgerUnfinished>
  readonly execution: Ask<typeof ledgerExecution>
  readonly limits: Ask<typeof ledgerLimits>
  readonly contractList: Ask<typeof contractList>
  readonly contractGet: Ask<typeof contractGet>
}

/** The browser executors. `EXECUTOR_SILENT`: it may have been done. `NO_EXECUTOR`: nobody was there. */
export interface Browsers {
  readonly open: Ask<typeof browserOpen>
  readonly close: Ask<typeof browserClose>
  readonly watch: Ask<typeof browserWatch>
}

/** What is told to whoever listens, after the ledger holds it. */
export interface Announcer {
  readonly accountChanged: (change: z.input<typeof accountChanged.body>) => void
  readonly deskChanged: (change: z.input<typeof deskChanged.body>) => void
  readonly opportunityDeclined: (decline: z.input<typeof opportunityDeclined.body>) => void
  readonly log: (entry: LogEntry) => void
}

export interface Clock {
  /** Milliseconds that are never set back, for ages and leases. */
  readonly monotonicMs: () => number
}

/** All that the worker needs from outside. */
export interface Ports {
  readonly ledger: Ledger
  readonly browsers: Browsers
  readonly announce: Announcer
  /** Ring the execution service's doorbell. Throws when it is not sure that the request was stored. */
  readonly enqueue: (request: ExecRequest) => Promise<void>
  readonly clock: Clock
  readonly ledgerClock: LedgerClock
  readonly newId: () => string
}

export interface Settings {
  readonly deskId: string
  readonly urls: Readonly<Record<AccountName, string | undefined>>
  readonly maxQuoteAgeMs: number
  /** As the scanner's: what both find of the same quotes is the same. */
  readonly appraisal: AppraisalSettings
  readonly cooldownMs: number
}
