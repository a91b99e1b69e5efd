import { runService, stampNow } from '@surefoot/shared/runtime'
import { randomUUID } from 'node:crypto'
import { createChannels, secretsOf } from './channels/create-channels.ts'
import { config as schema } from './config.ts'
import { openNotify } from './service.ts'

await runService({
  name: 'notify',
  config: schema,
  start: async ({ config, bus, logger, use }) => {
    const { HEARTBEAT_URL: url, HEARTBEAT_METHOD: method, HEARTBEAT_EVERY_MS: everyMs } = config
    use(
      await openNotify({
        bus,
        logger,
        channels: createChannels(config),
        // Held against the ledger's instants.
        now: () => stampNow(bus.ledgerClock),
        holder: randomUUID(),
        settings: {
          deskId: config.DESK_ID,
          repeatMs: config.NOTIFY_REPEAT_MS,
          sendsResolved: config.NOTIFY_RESOLVED,
          quietHours: config.NOTIFY_QUIET_HOURS ?? null,
          console: config.PUBLIC_ORIGIN ?? null,
          heartbeat:
            url === undefined ? null : { url, method, everyMs, secrets: secretsOf(config) },
        },
      }),
    )
  },
})
