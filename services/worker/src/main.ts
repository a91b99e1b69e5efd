import { readSettings } from '@surefoot/appraisal'
import { METRICS, observe, runService } from '@surefoot/shared/runtime'
import { createBusPorts } from './bus-ports.ts'
import { config } from './config.ts'
import { createWorker } from './service.ts'

await runService({
  name: 'worker',
  config,
  deskOf: ({ DESK_ID }) => DESK_ID,
  start: async ({ config: environment, ...context }) => {
    const { DESK_ID, URL_A, URL_B, MAX_QUOTE_AGE_MS, COOLDOWN_MS } = environment
    const worker = context.use(
      createWorker({
        bus: context.bus,
        ports: createBusPorts(context.bus),
        settings: {
          deskId: DESK_ID,
          urls: { A: URL_A, B: URL_B },
          maxQuoteAgeMs: MAX_QUOTE_AGE_MS,
          cooldownMs: COOLDOWN_MS,
          appraisal: readSettings(environment),
        },
      }),
    )
    context.health.readiness('lease', worker.isReady)
    context.use(
      observe([METRICS.deskServed], (tell) =>
        tell(METRICS.deskServed, { desk: DESK_ID }, Number(worker.isServing())),
      ),
    )
  },
})
