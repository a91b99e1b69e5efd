/**
 * The one table of who may do what on the bus. It names messages, not subjects: their definitions know those, so the
 * two cannot drift apart. What is not here is refused by the server.
 */
import * as message from '@surefoot/shared/messages'
import type { EventDefinition, RequestDefinition, WorkDefinition } from '@surefoot/shared/messages'

export interface Rights {
  /** Requests it answers, in the queue group of its name. */
  readonly serves: readonly RequestDefinition[]
  /** Requests of an account that it answers while it has the account, each holder in a queue group of its own. */
  readonly holds: readonly RequestDefinition[]
  /** Requests it asks. */
  readonly asks: readonly RequestDefinition[]
  /** Events it tells; every service besides tells the system log and its own status. */
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
  'notify',
  'scanner',
  'worker',
] as const
export type ServiceName = (typeof SERVICES)[number]

const NOTHING = {
  serves: [],
  holds: [],
  asks: [],
  tells: [],
  hears: [],
  shares: [],
  rings: [],
  takes: [],
} satisfies Rights

/** What the gateway alone asks of the ledger: who is let in, what they asked for, and which contracts they bring. */
const OF_OPERATORS = [
  message.ledgerRequestKey,
  message.ledgerApprove,
  message.ledgerLink,
  message.ledgerLogin,
  message.ledgerSession,
  message.ledgerSessions,
  message.ledgerLogout,
  message.contractImport,
  message.contractDelete,
]

export const RIGHTS: Readonly<Record<ServiceName, Rights>> = {
  audit: {
    ...NOTHING,
    serves: [
      message.ledgerPing,
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
      message.ledgerAccept,
      message.ledgerAdopt,
      message.ledgerStatement,
      message.ledgerStatements,
      message.ledgerDue,
      message.ledgerDesk,
      message.ledgerControl,
      message.ledgerTransition,
      message.ledgerLease,
      message.ledgerRenew,
      message.ledgerEvidence,
      message.ledgerLimits,
      message.ledgerLimitForget,
      message.ledgerJournal,
      message.ledgerImported,
      message.ledgerAlertKeep,
      message.ledgerAlerts,
      message.ledgerAlertAcknowledge,
      message.ledgerDeliveries,
      ...OF_OPERATORS,
      message.contractList,
      message.contractGet,
    ],
    tells: [
      message.deskChanged,
      message.contractChanged,
      message.alertChanged,
      message.limitChanged,
      message.sessionEnded,
    ],
    shares: [message.systemLog],
  },
  'browser-executor': {
    ...NOTHING,
    serves: [message.browserOpen],
    holds: [
      message.browserClose,
      message.browserWatch,
      message.browserView,
      message.browserActs,
      message.legPrepare,
      message.legPlace,
      message.betsRead,
    ],
    asks: [
      message.ledgerPing,
      message.contractList,
      message.contractGet,
      message.ledgerLease,
      message.ledgerRenew,
      message.ledgerEvidence,
      message.ledgerArm,
      message.ledgerExecution,
      message.ledgerRecord,
    ],
    tells: [message.streamFirstPacket, message.streamQuotes, message.browserStatus],
  },
  execution: {
    ...NOTHING,
    asks: [
      message.ledgerPing,
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
    serves: [message.needsRead],
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
      message.ledgerAccept,
      message.ledgerAdopt,
      message.quotesRead,
      message.hedgeChoose,
      message.contractGet,
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
      message.ledgerPing,
      message.ledgerLimits,
      message.ledgerLimitForget,
      message.ledgerAlerts,
      message.ledgerAlertAcknowledge,
      message.ledgerDeliveries,
      message.notifyChannels,
      message.notifyTest,
      ...OF_OPERATORS,
      message.contractList,
    ],
    hears: [
      message.sessionEnded,
      message.accountChanged,
      message.deskChanged,
      message.executionChanged,
      message.hedgeChanged,
      message.contractChanged,
      message.limitChanged,
      message.browserStatus,
      message.opportunityFound,
      message.opportunityGone,
      message.opportunityDeclined,
      message.opportunityRefused,
      message.serviceStatus,
      message.alertChanged,
      message.systemLog,
    ],
  },
  hedge: {
    ...NOTHING,
    serves: [message.hedgeChoose],
    asks: [
      message.ledgerPing,
      message.ledgerExecution,
      message.ledgerUnfinished,
      message.ledgerLease,
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
  notify: {
    ...NOTHING,
    serves: [message.notifyChannels, message.notifyTest],
    asks: [
      message.ledgerPing,
      message.needsRead,
      message.ledgerAlertKeep,
      message.ledgerDesk,
      message.ledgerExecutions,
      message.ledgerLease,
    ],
    hears: [
      message.accountChanged,
      message.alertChanged,
      message.deskChanged,
      message.hedgeChanged,
    ],
  },
  scanner: {
    ...NOTHING,
    serves: [message.quotesRead],
    asks: [message.contractGet, message.ledgerLimits, message.ledgerPing],
    tells: [message.opportunityFound, message.opportunityGone, message.opportunityRefused],
    hears: [message.streamQuotes, message.browserStatus, message.limitChanged],
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
      message.ledgerPing,
      message.browserOpen,
      message.browserClose,
      message.browserWatch,
      message.ledgerDesk,
      message.ledgerTransition,
      message.ledgerControl,
      message.ledgerLease,
      message.ledgerLimits,
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
      message.limitChanged,
      message.deskChanged,
    ],
    rings: [message.execRequest],
  },
}
