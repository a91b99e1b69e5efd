/** The roles of the database. What the group may do is granted by the migrations, where the tables are made. */
export const POSTGRES_ROLES = {
  database: 'surefoot',
  /** Migrates; used at the start of the audit service alone. */
  owner: 'surefoot',
  /** Serves: may not change the audit chain, nor the schema. */
  login: 'surefoot_audit',
  group: 'surefoot_ledger',
} as const

export type Privilege = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE'

const KEPT = ['SELECT', 'INSERT', 'UPDATE'] satisfies Privilege[]
const ONLY_ADDED = ['SELECT', 'INSERT'] satisfies Privilege[]
const ONLY_READ = ['SELECT'] satisfies Privilege[]

/**
 * What the group may do to each table and view; `services/audit/prisma/grants.sql` grants it where they are made. What
 * happened is only added to, and the audit chain only by what waits to be appended to it.
 */
export const LEDGER_RIGHTS: Readonly<Record<string, readonly Privilege[]>> = {
  execution_audit_log: KEPT,
  legs: KEPT,
  desks: KEPT,
  accounts: KEPT,
  leases: [...KEPT, 'DELETE'],
  contracts: KEPT,
  statements: KEPT,
  account_evidence: KEPT,
  learnt_limits: KEPT,
  statement_parts: KEPT,
  alerts: KEPT,
  console_links: KEPT,
  console_sessions: KEPT,
  hedge_events: ONLY_ADDED,
  permits: ONLY_ADDED,
  account_transitions: ONLY_ADDED,
  contract_versions: ONLY_ADDED,
  system_log: ONLY_ADDED,
  alert_deliveries: ONLY_ADDED,
  history_imports: ONLY_ADDED,
  imported_executions: ONLY_ADDED,
  imported_hedge_events: ONLY_ADDED,
  request_keys: ONLY_ADDED,
  audit_chain: ONLY_READ,
  links_to_append: ['INSERT'],
  outstanding_legs: ONLY_READ,
  _prisma_migrations: [],
}

/** What the server's administrator runs once, when the database is new. */
export function writePostgresRoles(password: string): string {
  const { login, group } = POSTGRES_ROLES
  if (!/^[\w-]+$/.test(password)) throw new Error('A made password has letters, digits, - and _')
  return `CREATE ROLE ${group} NOLOGIN;
CREATE ROLE ${login} LOGIN PASSWORD '${password}' IN ROLE ${group};
`
}
