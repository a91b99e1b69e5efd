import type { Bus } from '@surefoot/shared'
import type { LauncherSettings } from './open-chromium.ts'

/** Says in the system log what was kept from happening in a browser. */
export function createOnBlocked(bus: Bus): LauncherSettings['onBlocked'] {
  return (id, code, what) => {
    const message =
      code === 'BET_BLOCKED'
        ? `A bet was kept from leaving the browser of account ${id.account}: ${what}.`
        : `The browser of account ${id.account} was kept from ${what}.`
    bus.log({ level: 'warn', code, message: message.slice(0, 1000), ...id })
  }
}
