/** What of the ledger no link has, and why. A test holds these lists to the schema: a new table or column is sealed or is here. */

const TIME = 'when it was written; its link has its instant'

/** Columns of tables whose rows are held against their links. */
export const UNSEALED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  legs: { changedAt: TIME },
  desks: { changedAt: TIME },
  learnt_limits: { since: TIME, forgottenAt: TIME },
  account_evidence: { changedAt: 'each report moves it, and nothing is decided by it' },
}

const RUNNING = 'what runs now, written each few seconds'

/** Tables that no link has. */
export const UNSEALED_TABLES: Readonly<Record<string, string>> = {
  _prisma_migrations: 'which migrations were done; the functions that they made are compared',
  audit_chain: 'the links themselves: their hashes and anchors hold them',
  links_to_append: 'is empty between commits',
  leases: `${RUNNING}: the link of a permit has the holder and the epoch that it was given to`,
  accounts: `${RUNNING}: the link of a plan has the provider and the contract that it was made with`,
  account_transitions: 'how an account came to what it does now: for the operator to read',
  statement_parts: 'a statement that is being received; the one that is kept of it is sealed',
  system_log: 'for the operator to read: nothing is decided by it',
  alerts: 'what was sent to whom: no money',
  alert_deliveries: 'what was sent to whom: no money',
  console_links: 'who is let in; session.opened and link.made have each use',
  console_sessions: 'who is let in; session.opened and session.ended have each',
  request_keys: 'what an idempotency key was first sent with: no money, and no role may change one',
}
