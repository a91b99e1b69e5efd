import type { NatsConnection } from '@nats-io/nats-core'
import type { Delays } from './delays.ts'
import type { LedgerClock } from '../runtime/ledger-clock.ts'
import type { Logger } from '../runtime/logger.ts'
import { METRICS } from '../runtime/metrics.ts'

/** What every part of the bus works with. */
export interface Connection {
  readonly nats: NatsConnection
  readonly service: string
  readonly logger: Logger
  /** How late messages come. */
  readonly delays: Delays
  /** The work queues that are taken from. */
  readonly queues: Set<TakenQueue>
  /** Learnt from every reply of the ledger's. */
  readonly ledgerClock: LedgerClock
  /** Whether the server can be reached now. */
  readonly isConnected: () => boolean
  /** Tell the ledger's system log. */
  readonly log: (entry: LogEntry) => void
}

/** A work queue that this process takes from. */
export interface TakenQueue {
  readonly stream: string
  /** Settles when the server has replied for it; rejects with the reason while nothing can be taken from it. */
  readonly ask: () => Promise<unknown>
}

export interface LogEntry {
  readonly level: 'info' | 'warn' | 'error'
  readonly code: string
  readonly message: string
  readonly deskId?: string
  readonly account?: 'A' | 'B'
  readonly executionId?: string
  readonly details?: Record<string, unknown>
}

export interface Stoppable {
  /** Take no more messages and wait for those in hand. Again is once. */
  readonly stop: () => Promise<void>
}

/** One subscription. */
export interface Listener extends Stoppable {
  readonly subject: string
  /** Whether it has ended: stopped, or refused by the server. */
  readonly isClosed: () => boolean
}

/** Says of a step that it failed while its trace is still the present one, and passes the failure on. */
export function logFailure({ logger }: Connection, subject: string, complaint: string) {
  return (error: unknown): never => {
    logger.error({ err: error, subject }, complaint)
    throw error
  }
}

/** A message that does not fit its schema is counted, written to the log and the ledger's, and dropped. */
export function reportMalformed(connection: Connection, subject: string, fault: string): void {
  METRICS.messagesDropped.add({})
  connection.logger.warn({ subject, fault }, 'malformed message dropped')
  connection.log({
    level: 'warn',
    code: 'MALFORMED_MESSAGE',
    message: `A message on ${subject} was dropped: ${fault}`.slice(0, 1000),
    details: { subject },
  })
}
