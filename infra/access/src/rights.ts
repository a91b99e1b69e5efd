/**
 * The one table of who may do what on the bus. It names messages, not subjects: their definitions know those, so the
 * two cannot drift apart. What is not here is refused by the server.
 */
import * as message from '@surefoot/shared/messages'
import type { EventDefinition, RequestDefinition, WorkDefinition } from '@surefoot/shared/messages'

export interface Rights {
  /** Requests it answers, in the queue group of its name. */
  readonly serves: readonly RequestDefinition[]
  /** Requests it asks. */
  readonly asks: readonly RequestDefinition[]
  /** Events it tells; every service besides tells the system log. */
  readonly tells: readonly EventDefinition[]
  /** Events it hears: each instance all of them. */
  readonly hears: readonly EventDefinition[]
  /** Events it hears once among its instances, in the queue group of its name. */
  readonly shares: readonly EventDefinition[]
  /** Work queues it rings. */
  readonly rings: readonly WorkDefinition[]
  /** Work queues it takes from; theirs are the stream and the consumer. */
  readonly takes: readonly WorkDefinition[]
}

export const SERVICES = [
  'audit',
  'browser-executor',
  'execution',
  'gateway',
  'hedge',
  'scanner',
  'worker',
] as const
export type ServiceName = (typeof SERVICES)[number]

const NOTHING = {
  serves: [],
  asks: [],
  tells: [],
  hears: [],
  shares: [],
  rings: [],
  takes: [],
} satisfies Rights

export const RIGHTS: Readonly<Record<ServiceName, Rights>> = {
  audit: {
    ...NOTHING,
    serves: [
      message.ledgerOpen,
      message.ledgerResize,
      message.ledgerArm,
      message.ledgerRecord,
      message.ledgerClose,
      message.ledgerHedge,
      message.ledgerExecution,
      message.ledgerExecutions,
      message.ledgerUnfinished,
      message.ledgerExposure,
      message.ledgerChain,
      message.ledgerSettle,
      message.ledgerStatement,
      message.ledgerStatements,
      message.ledgerDue,
      message.ledgerDesk,
      message.ledgerControl,
      message.ledgerTransition,
      message.ledgerLease,
      message.ledgerRenew,
      message.ledgerJournal,
      message.ledgerImported,
      message.contractList,
      message.contractGet,
      message.contractImport,
      message.contractDelete,
    ],
    tells: [message.deskChanged, message.contractChanged],
    shares: [message.systemLog],
  },
  'browser-executor': {
    ...NOTHING,
    serves: [
      message.browserOpen,
      message.browserClose,
      message.browserWatch,
      message.browserView,
      message.browserActs,
      message.legPrepare,
      message.legPlace,
      message.betsRead,
    ],
    asks: [
      message.contractList,
      message.contractGet,
      message.ledgerLease,
      message.ledgerRenew,
      message.ledgerArm,
      message.ledgerExecution,
      message.ledgerRecord,
    ],
    tells: [message.streamFirstPacket, message.streamQuotes, message.browserStatus],
  },
  execution: {
    ...NOTHING,
    asks: [
      message.ledgerOpen,
      message.ledgerResize,
      message.ledgerRecord,
      message.ledgerClose,
      message.ledgerHedge,
      message.ledgerExecution,
      message.ledgerExecutions,
      message.ledgerUnfinished,
      message.ledgerExposure,
      message.ledgerStatement,
      message.ledgerDue,
      message.ledgerControl,
      message.ledgerLease,
      message.contractGet,
      message.legPrepare,
      message.legPlace,
      message.betsRead,
    ],
    tells: [message.executionChanged],
    shares: [message.hedgeChanged],
    rings: [message.hedgeTrigger],
    takes: [message.execRequest],
  },
  gateway: {
    ...NOTHING,
    asks: [
      message.providerMarked,
      message.accountToggle,
      message.deskControl,
      message.deskExecute,
      message.browserView,
      message.browserActs,
      message.betsRead,
      message.ledgerRecord,
      message.ledgerSettle,
      message.ledgerExecution,
      message.ledgerExecutions,
      message.ledgerUnfinished,
      message.ledgerExposure,
      message.ledgerStatement,
      message.ledgerStatements,
      message.ledgerChain,
      message.ledgerJournal,
      message.ledgerImported,
      message.ledgerDesk,
      message.contractList,
      message.contractImport,
      message.contractDelete,
    ],
    tells: [message.sessionsAsked, message.sessionsTold],
    hears: [
      message.sessionsAsked,
      message.sessionsTold,
      message.accountChanged,
      message.deskChanged,
      message.executionChanged,
      message.hedgeChanged,
      message.contractChanged,
      message.browserStatus,
      message.opportunityFound,
      message.opportunityGone,
      message.opportunityDeclined,
      message.systemLog,
    ],
  },
  hedge: {
    ...NOTHING,
    asks: [
      message.ledgerExecution,
      message.ledgerHedge,
      message.ledgerRecord,
      message.ledgerClose,
      message.contractGet,
      message.legPrepare,
      message.legPlace,
      message.betsRead,
    ],
    tells: [message.hedgeChanged],
    takes: [message.hedgeTrigger],
  },
  scanner: {
    ...NOTHING,
    asks: [message.contractGet],
    tells: [message.opportunityFound, message.opportunityGone],
    hears: [message.streamQuotes, message.browserStatus],
  },
  worker: {
    ...NOTHING,
    serves: [
      message.accountToggle,
      message.providerMarked,
      message.deskControl,
      message.deskExecute,
    ],
    asks: [
      message.browserOpen,
      message.browserClose,
      message.browserWatch,
      message.ledgerDesk,
      message.ledgerTransition,
      message.ledgerControl,
      message.ledgerLease,
      message.ledgerUnfinished,
      message.ledgerExecution,
      message.contractList,
      message.contractGet,
    ],
    tells: [message.accountChanged, message.deskChanged, message.opportunityDeclined],
    hears: [
      message.browserStatus,
      message.streamFirstPacket,
      message.contractChanged,
      message.opportunityFound,
      message.opportunityGone,
      message.executionChanged,
      message.deskChanged,
    ],
    rings: [message.execRequest],
  },
}
