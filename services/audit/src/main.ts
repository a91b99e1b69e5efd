import { toMinor } from '@surefoot/arbitrage'
import { runService } from '@surefoot/shared/runtime'
import { anchorChain } from './anchor/anchor-chain.ts'
import { watchChain } from './chain/watch-chain.ts'
import { auditEnvironment } from './config.ts'
import { noteClock } from './database/clock.ts'
import { migrate } from './database/migrate.ts'
import { openDatabase } from './database/open-database.ts'
import { readRole } from './database/read-role.ts'
import { watchDurability } from './database/watch-durability.ts'
import { observeLedger } from './observe-ledger.ts'
import { servePing } from './serve-ping.ts'
import { createAudit } from './service.ts'

const CHAIN_UNGUARDED =
  'the role of DATABASE_URL can change the audit chain: give it a member of surefoot_ledger, and MIGRATION_DATABASE_URL the owner'

const NOT_ANCHORED =
  'the audit chain is anchored nowhere outside of the database, so that its superuser could make it again unseen: set ANCHORS_DIR'
const UNAPPROVED =
  'RUN, live and auto are taken from whoever may send them, whether an operator was identified or not: set CONTROL_APPROVALS to demanded'

await runService({
  name: 'audit',
  isLedger: true,
  config: auditEnvironment,
  instrumentations: async () => [(await import('./trace-queries.ts')).traceQueries()],
  start: async ({ config, bus, logger, health, isSafeMode, use }) => {
    const applied = await migrate(config.MIGRATION_DATABASE_URL ?? config.DATABASE_URL)
    if (applied.length > 0) logger.info({ applied }, 'the database was migrated')
    const database = use(await openDatabase(config.DATABASE_URL, logger))
    const role = await readRole(database)
    if (role.canChangeChain) logger.warn({ role: role.name }, CHAIN_UNGUARDED)
    // The question whether Postgres replies is also what the ledger's clock is read by.
    const ask = () => noteClock(database, bus.ledgerClock)
    const postgres = use(health.depend({ name: 'postgres', ask }))
    use(await servePing(bus, postgres.report))
    const parts = { database, bus, logger }
    const durability =
      config.POSTGRES_DURABILITY === 'demanded' ? use(await watchDurability(parts)) : undefined
    if (durability) use(health.prefer({ name: 'durability', ask: durability.ask }))
    const chainLedger = { database, publish: bus.publish.bind(bus) }
    const { ANCHORS_DIR: dir, ANCHOR_KEY: pem } = config
    if (dir === undefined) logger.warn(NOT_ANCHORED)
    // It ends after the service has, so that the last head is of all that was served.
    else use(await anchorChain(chainLedger, { dir, pem }, logger))
    const demandsApproval = config.CONTROL_APPROVALS === 'demanded'
    if (!demandsApproval) logger.warn(UNAPPROVED)
    const audit = await createAudit({
      bus,
      ...(durability ? { refuseLive: durability.refusal } : {}),
      database,
      isSafeMode,
      demandsApproval,
      caps: {
        perMatchMinor: toMinor(config.MAX_EXPOSURE_PER_MATCH),
        totalMinor: toMinor(config.MAX_TOTAL_EXPOSURE),
      },
      maxDayLossMinor: toMinor(config.MAX_DAY_LOSS),
      minProfitBps: config.MIN_PROFIT_BPS,
    })
    use(audit)
    use(observeLedger(database))
    use(watchChain(chainLedger, logger))
  },
})
