import { describeMissing, type Account, type Control } from '@surefoot/shared/messages'
import type { Desk } from '../desk.ts'
import { browserPart, type PartHealth } from '../health/health-view.ts'
import type { Need } from './need.ts'

/** A process that is started again is back sooner: it needs nobody. */
const SERVER_SILENT_MS = 5000

const NOTHING = {
  account: null,
  executionId: null,
  legId: null,
  event: null,
  atRisk: null,
  since: null,
} as const

const isOfAccount = ({ id }: PartHealth): boolean => /^(browser|stream)-/.test(id)

/** Servers and services that do not reply. They are known also while the ledger is not. */
export function needsOfServers(parts: readonly PartHealth[]): Need[] {
  return parts
    .filter((part) => !isOfAccount(part))
    .filter(({ forMs, state }) => state === 'down' && forMs >= SERVER_SILENT_MS)
    .map((part) => needOf(`server ${part.id}`, { kind: 'server', message: sentenceOf(part) }))
}

/** An account that should trade and cannot: its browser is lost, it waits for somebody, or it is off while the desk runs. */
export function needsOfAccount(
  view: Desk['accounts']['A'],
  control: Control,
  parts: readonly PartHealth[],
): Need[] {
  const { account, reason, state, waitsFor } = view
  const { trading } = control
  const browser = parts.find(({ id }) => id === browserPart(account))
  if (browser?.state === 'down')
    return [need(account, { kind: 'browser', message: sentenceOf(browser) })]
  if (state === 'RUNNING')
    return waitsFor === null
      ? needsOfEvidence(view, control)
      : [need(account, { kind: 'account', message: waitsFor })]
  if (trading !== 'RUN') return []
  const why =
    state === 'IDLE' ? (reason ?? 'It is switched off.') : (waitsFor ?? 'It is not running yet.')
  const message = `The desk is in Run, but account ${account} does not trade. ${why}`
  return [need(account, { kind: 'account', message })]
}

/** What could not be read, while the desk is live: nothing is placed. What is just being read needs nobody. */
function needsOfEvidence(
  { account, browser, contractVersion, providerId }: Desk['accounts']['A'],
  { venue }: Control,
): Need[] {
  const failed = browser?.unread?.filter(({ why }) => why !== null) ?? []
  if (venue !== 'live' || failed.length === 0) return []
  const message = `Account ${account} does not bet live at ${providerId}: ${describeMissing(failed)} could not be read in version ${contractVersion} of its contract. Log in on its page; if it stays, teach the lists of the contract again, or use paper.`
  return [{ ...need(account, { kind: 'account', message }), id: `evidence ${account}` }]
}

type What = Pick<Need, 'kind' | 'message'>

function needOf(id: string, what: What): Need {
  return { ...NOTHING, id, ...what }
}

function need(account: Account, what: What): Need {
  return { ...needOf(`${what.kind} ${account}`, what), account }
}

function sentenceOf({ advice, message }: PartHealth): string {
  return advice === null ? `${message}.` : `${message}. ${advice}`
}

const LEDGER: ReadonlySet<PartHealth['id']> = new Set(['nats', 'audit', 'postgres'] as const)

/** Whether the ledger cannot be read because something is down that is listed as a need. */
export function isLedgerDown(parts: readonly PartHealth[]): boolean {
  return parts.some(({ id, state }) => state === 'down' && LEDGER.has(id))
}
