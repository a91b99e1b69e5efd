import type { Account } from '@surefoot/shared/messages'
import { judgeSilence } from './behind-nats.ts'
import { SILENT_MS, type HealthEvidence } from './evidence.ts'
import { behind } from './judge-servers.ts'
import { isUsable, verdict, type Verdict } from './part-verdict.ts'
import { SILENT_STREAM_MS, streamAgeOf } from './stream-age.ts'

export interface AccountRoots {
  readonly natsVerdict: Verdict
  readonly ledgerVerdict: Verdict
  readonly executorVerdict: Verdict
}

const SLOW_STREAM_MS = 5000

/** The browser of an account: by its executor's reports, and by what the ledger says it should be. */
export function judgeBrowser(
  account: Account,
  { browsers, desk, nats }: HealthEvidence,
  { natsVerdict, ledgerVerdict, executorVerdict }: AccountRoots,
): Verdict {
  const name = `Browser ${account}`
  if (!isUsable(natsVerdict)) return behind(name, 'NATS')
  const row = desk?.accounts[account]
  const seen = browsers[account]
  const isRecent = seen !== null && seen.agoMs < SILENT_MS
  const isStopped = row?.state === 'IDLE' || row?.state === 'STOPPING'
  if (isRecent && seen.status.isUp && !isStopped) return verdict('ok', `${name} is up`)
  if (row === undefined || desk === null)
    return isUsable(ledgerVerdict)
      ? verdict('unknown', `${name} has not been read from the ledger yet`)
      : behind(name, 'the ledger')
  // Nobody asked for it: an account that is switched off has no reason.
  if (isStopped && row.reason !== null && desk.control.trading === 'RUN')
    return lost(account, row.reason)
  if (isStopped) return verdict('off', `${name} is switched off`)
  if (row.state === 'BROWSER_OPENING') return verdict('off', `${name} is opening`)
  if (isRecent) return lost(account, seen.status.reason ?? 'it has ended')
  if (!isUsable(executorVerdict)) return behind(name, 'the browser executor')
  if (seen === null) return verdict('unknown', `${name} has not been reported yet`)
  const silence = judgeSilence(nats, seen.agoMs, SILENT_MS)
  return silence.kind === 'unproven'
    ? verdict('unknown', `${name} has not been reported for a moment`)
    : verdict('down', `${name} gives no sign of life`, {
        forMs: silence.forMs,
        advice: `Its executor may have stopped. Switch account ${account} off and on again.`,
      })
}

function lost(account: Account, reason: string): Verdict {
  return verdict('down', `Browser ${account} is lost`, {
    advice: `${sentence(reason)} Switch account ${account} on again, or press Pause.`,
  })
}

function sentence(text: string): string {
  const whole = /[.!?]$/.test(text) ? text : `${text}.`
  return `${whole.charAt(0).toUpperCase()}${whole.slice(1)}`
}

/** The odds stream of an account, by the age of its last packet. */
export function judgeStream(
  account: Account,
  { browsers, desk }: HealthEvidence,
  browser: Verdict,
): Verdict {
  const name = `Odds stream ${account}`
  if (browser.state === 'off') return verdict('off', `${name} is not in use`)
  if (!isUsable(browser) || desk === null) return behind(name, `browser ${account}`)
  if (desk.accounts[account].state !== 'RUNNING') return verdict('off', `${name} has not begun`)
  const ageMs = streamAgeOf(browsers[account])
  if (ageMs === null) return verdict('unknown', `${name} has sent nothing yet`)
  const advice = "Reload the bookmaker's page in the browser."
  if (ageMs > SILENT_STREAM_MS)
    return verdict('down', `${name} is silent`, { forMs: ageMs, advice })
  return ageMs > SLOW_STREAM_MS
    ? verdict('slow', `${name} is late`, { forMs: ageMs, advice })
    : verdict('ok', `${name} arrives`)
}
