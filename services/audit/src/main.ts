import { toMinor } from '@surefoot/arbitrage'
import { runService } from '@surefoot/shared'
import { auditEnvironment } from './config.ts'
import { migrate } from './database/migrate.ts'
import { openDatabase } from './database/open-database.ts'
import { watchDatabase } from './database/watch-database.ts'
import { createAudit } from './service.ts'

await runService({
  name: 'audit',
  config: auditEnvironment,
  start: async ({ config, bus, logger, health, isSafeMode, use }) => {
    const applied = await migrate(config.DATABASE_URL)
    if (applied.length > 0) logger.info({ applied }, 'the database was migrated')
    const database = use(await openDatabase(config.DATABASE_URL, logger))
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
    })
    use(audit)
  },
})
