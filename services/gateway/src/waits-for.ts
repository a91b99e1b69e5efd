import type { AccountRow } from '@surefoot/shared/messages'
import type { BrowserView } from './desk.ts'
import { SILENT_STREAM_MS } from './health/stream-age.ts'

/** What an account needs to go on, as a sentence for the operator; null when it needs nothing. */
export function waitsFor(row: AccountRow, browser: BrowserView | null): string | null {
  switch (row.state) {
    case 'IDLE':
      return 'Switch the account on'
    case 'BROWSER_OPENING':
      return 'The browser is opening'
    case 'STOPPING':
      return 'The browser is closing'
    case 'BROWSER_READY':
      return withBrowser(browser, ({ isLoggedIn }) =>
        isLoggedIn === true
          ? 'Mark the provider, here or in the extension'
          : 'Log in at the bookmaker, then mark the provider, here or in the extension',
      )
    case 'PROVIDER_READY':
      return withBrowser(browser, ({ isLoggedIn }) =>
        isLoggedIn === false
          ? 'Log in at the bookmaker; then its first odds must arrive'
          : 'The first odds must arrive: open a page of the bookmaker that shows live odds',
      )
    case 'RUNNING':
      return withBrowser(browser, ({ isLoggedIn, streamAgeMs }) => {
        if (isLoggedIn === false) return 'The bookmaker has logged you out: log in again'
        return streamAgeMs !== null && streamAgeMs > SILENT_STREAM_MS
          ? `The odds stream is silent for ${Math.round(streamAgeMs / 1000)} s: reload the bookmaker's page`
          : null
      })
  }
}

function withBrowser(
  browser: BrowserView | null,
  sentence: (browser: BrowserView) => string | null,
): string | null {
  return browser?.isUp === true
    ? sentence(browser)
    : 'No sign of life from the browser: its executor may have stopped'
}
