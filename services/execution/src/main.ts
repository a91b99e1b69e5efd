import { runService } from '@surefoot/shared/runtime'
import { randomUUID } from 'node:crypto'
import { config as schema, settingsOf } from './config.ts'
import { createPorts, systemClock } from './create-ports.ts'
import { createRedisCheck, openRedis, traceRedis } from './redis.ts'
import { createExecution } from './service.ts'

await runService({
  name: 'execution',
  config: schema,
  instrumentations: async () => [await traceRedis()],
  start: async ({ config, bus, logger, health, isSafeMode, use }) => {
    const redis = use(openRedis(config.REDIS_URL, logger))
    use(health.depend({ name: 'redis', ask: createRedisCheck({ redis, bus, logger }) }))
    const stopping = new AbortController()
    const ports = createPorts({
      bus,
      redis,
      logger,
      clock: systemClock,
      stopping: stopping.signal,
      instanceId: randomUUID(),
      settings: settingsOf(config, isSafeMode),
    })
    use(await createExecution(ports, { hasWatchdog: !isSafeMode }))
    // Before the service waits for what is in hand.
    use({ [Symbol.dispose]: () => stopping.abort() })
  },
})
