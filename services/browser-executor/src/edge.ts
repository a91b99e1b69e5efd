import { Fault } from '@surefoot/shared/bus'
import { steadyNow, type ServiceContext } from '@surefoot/shared/runtime'
import { setTimeout as delay } from 'node:timers/promises'
import type { z } from 'zod'
import { createLauncher } from './browser/launcher.ts'
import { findChromium } from './chromium/find-chromium.ts'
import { createGatewayDoors } from './chromium/gateway-doors.ts'
import type { config } from './config.ts'
import { createBlockedLog } from './fence/log-blocked.ts'
import type { Clock, LaunchBrowser } from './ports.ts'

/** This machine's clock. */
export const systemClock: Clock = {
  epochMs: () => Date.now(),
  monotonicMs: steadyNow,
  delay: (ms, signal) => delay(ms, undefined, { signal }),
  every: (ms, step) => {
    const timer = setInterval(step, ms)
    return { [Symbol.dispose]: () => clearInterval(timer) }
  },
}

interface Edge extends Pick<ServiceContext<unknown>, 'bus' | 'use'> {
  /** The folders in which Chromium is searched for, as in the environment. */
  readonly path: string
}

/** Opens this machine's Chromium. Throws Fault NO_CHROMIUM if there is none. */
export async function createLaunch(
  { PROFILES_DIR, GATEWAY_URL, EXTENSION_DIR, CHROMIUM_PATH, HEADED }: z.output<typeof config>,
  { bus, use, path }: Edge,
): Promise<LaunchBrowser> {
  const executablePath = CHROMIUM_PATH ?? (await findChromium(path))
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
