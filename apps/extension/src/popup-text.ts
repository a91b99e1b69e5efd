import type { MarkResult, PopupStatus } from './popup-messages.ts'

/** What the popup shows, as text. */
export interface PopupText {
  readonly letter: string
  readonly heading: string
  readonly state: string
  readonly provider: string
  readonly stream: string
  readonly page: string
  /** What the button says. */
  readonly mark: string
}

const STATES: Record<string, string> = {
  IDLE: 'Switched off',
  BROWSER_OPENING: 'Browser is opening',
  BROWSER_READY: 'Log in, then mark the provider',
  PROVIDER_READY: 'Waiting for the first odds',
  RUNNING: 'Running',
  STOPPING: 'Browser is closing',
}

export function writeStatus(status: PopupStatus): PopupText {
  if (!status.isPaired)
    return {
      letter: '–',
      heading: 'Not paired',
      state: 'Switch an account on in the Surefoot console: it opens a browser that is paired.',
      provider: '–',
      stream: '–',
      page: '–',
      mark: 'Mark provider',
    }
  const { account, deskId, gateway, page } = status
  return {
    letter: account,
    heading: `Account ${account} of ${deskId}`,
    state: gateway.ok ? (STATES[gateway.state] ?? gateway.state) : gateway.message,
    provider: (gateway.ok && gateway.providerId) || 'not marked',
    stream: gateway.ok ? writeAge(gateway.streamAgeMs) : 'unknown',
    page: page ?? 'no web page',
    mark: `Mark provider of account ${account}`,
  }
}

export function writeResult(result: MarkResult): string {
  return result.ok
    ? `Marked as ${result.providerId}, contract version ${result.contractVersion}. Its odds are read from now on.`
    : result.message
}

function writeAge(ageMs: number | null): string {
  if (ageMs === null) return 'no packet yet'
  return ageMs < 60_000
    ? `last packet ${(ageMs / 1000).toFixed(1)} s ago`
    : `last packet ${Math.round(ageMs / 60_000)} min ago`
}
