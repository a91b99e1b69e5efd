import { toMinor } from '@surefoot/arbitrage'
import { runService } from '@surefoot/shared'
import { watchChain } from './chain/watch-chain.ts'
import { auditEnvironment } from './config.ts'
import { migrate } from './database/migrate.ts'
import { openDatabase } from './database/open-database.ts'
import { readRole } from './database/read-role.ts'
import { watchDatabase } from './database/watch-database.ts'
import { observeLedger } from './observe-ledger.ts'
import { createAudit } from './service.ts'

const CHAIN_UNGUARDED =
  'the role of DATABASE_URL can change the audit chain: give it a member of surefoot_ledger, and MIGRATION_DATABASE_URL the owner'

await runService({
  name: 'audit',
  config: auditEnvironment,
  instrumentations: async () => [(await import('./trace-queries.ts')).traceQueries()],
  start: async ({ config, bus, logger, health, isSafeMode, use }) => {
    const applied = await migrate(config.MIGRATION_DATABASE_URL ?? config.DATABASE_URL)
    if (applied.length > 0) logger.info({ applied }, 'the database was migrated')
    const database = use(await openDatabase(config.DATABASE_URL, logger))
    const role = await readRole(database)
    if (role.canChangeChain) logger.warn({ role: role.name }, CHAIN_UNGUARDED)
    const watch = use(watchDatabase(database))
    health.readiness('postgres', watch.isReachable)
    const audit = await createAudit({
      bus,
      database,
      isSafeMode,
      caps: {
        perMatchMinor: toMinor(config.MAX_EXPOSURE_PER_MATCH),
        totalMinor: toMinor(config.MAX_TOTAL_EXPOSURE),
      },
      maxDayLossMinor: toMinor(config.MAX_DAY_LOSS),
    })
    use(audit)
    use(observeLedger(database))
    use(watchChain({ database, publish: (...told) => bus.publish(...told) }, logger))
  },
})
