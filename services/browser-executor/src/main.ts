import { Fault, runService, type ServiceContext } from '@surefoot/shared'
import { randomBytes, randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { createBlockedLog } from './fence/log-blocked.ts'
import { findChromium } from './chromium/find-chromium.ts'
import { createGatewayDoors } from './chromium/gateway-doors.ts'
import { createLauncher } from './browser/launcher.ts'
import { systemClock } from './edge.ts'
import { config } from './config.ts'
import type { LaunchBrowser } from './ports.ts'
import { createBrowserExecutor } from './service.ts'
import { launchSimulated } from './browser/simulated-browser.ts'

await runService({
  name: 'browser-executor',
  config,
  start: async ({ config: settings, bus, logger, isSafeMode, use }) => {
    use(
      await createBrowserExecutor({
        bus,
        logger,
        clock: systemClock,
        executorId: randomUUID(),
        newId: randomUUID,
        newToken: () => randomBytes(32).toString('base64url'),
        serves: { deskId: settings.DESK_ID, account: settings.ACCOUNT },
        configuredOrigins: settings.ALLOWED_ORIGINS,
        drainMs: settings.DRAIN_MS,
        launch: isSafeMode ? launchSimulated : await createLaunch(settings, { bus, use }),
      }),
    )
  },
})

async function createLaunch(
  { PROFILES_DIR, GATEWAY_URL, EXTENSION_DIR, CHROMIUM_PATH, HEADED }: z.output<typeof config>,
  { bus, use }: Pick<ServiceContext<unknown>, 'bus' | 'use'>,
): Promise<LaunchBrowser> {
  const executablePath = CHROMIUM_PATH ?? (await findChromium(process.env['PATH'] ?? ''))
  if (executablePath === undefined)
    throw new Fault(
      'NO_CHROMIUM',
      'Chromium was not found. Install it, or set CHROMIUM_PATH.',
      'halt',
    )
  return createLauncher({
    executablePath,
    isHeaded: HEADED,
    extensionDir: EXTENSION_DIR,
    profilesDir: PROFILES_DIR,
    gatewayUrlFor: use(createGatewayDoors(GATEWAY_URL)).urlFor,
    clock: systemClock,
    blockedLog: createBlockedLog(bus),
  })
}
