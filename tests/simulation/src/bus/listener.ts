import type { ClockReading } from '@surefoot/shared/runtime'
import type { SimProcess } from '../time/sim-process.ts'

export interface Letter {
  readonly subject: string
  readonly body: unknown
  /** Subject and what it is about, for who reads the log. */
  readonly label: string
}

/** A reply, and what its headers state of the ledger's clock. */
export interface Answer {
  readonly reply: unknown
  readonly stamp: ClockReading | null
}

export interface Arrived extends Letter {
  /** The asker has stopped waiting; always false for an event. */
  readonly isLate: () => boolean
}

export interface Listener {
  /** A subject; `*` stands for any one token of it. */
  readonly pattern: string
  /** Of the listeners with the same queue one gets each message; null: every one of them does. */
  readonly queue: string | null
  readonly process: SimProcess
  /** `answer` takes the reply to a request. */
  readonly take: (letter: Arrived, answer: (answer: Answer) => void) => void
}
