import * as message from '@surefoot/shared/messages'

/** What the gateway alone asks of the ledger: who is let in, what they asked for, and which contracts they bring. */
export const OF_OPERATORS = [
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
