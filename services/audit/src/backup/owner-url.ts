import { readConfig } from '@surefoot/shared/runtime'
import { auditEnvironment } from '../config.ts'

const environment = auditEnvironment.pick({ DATABASE_URL: true, MIGRATION_DATABASE_URL: true })

/** The ledger's address as the owner of its tables, by the service's own environment. */
export function readOwnerUrl(): string {
  const { DATABASE_URL, MIGRATION_DATABASE_URL } = readConfig(environment, process.env)
  return MIGRATION_DATABASE_URL ?? DATABASE_URL
}
