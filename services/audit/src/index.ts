export { auditEnvironment } from './config.ts'
export { migrate } from './database/migrate.ts'
export { openDatabase, type Database } from './database/open-database.ts'
export { createAudit, type AuditDependencies } from './service.ts'
