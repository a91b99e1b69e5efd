import type { Account } from '../messages/common.ts'
import { describeMissing } from '../messages/ledger/evidence.ts'
import { accountLines } from './account-lines.ts'
import type { FirstRunAccount, FirstRunFacts } from './facts.ts'
import { verdict, type FirstRunLine } from './line.ts'

const ACCOUNTS: readonly Account[] = ['A', 'B']

/** The seven lines from a new desk to its first execution. Each is judged by what was seen, never by what was pressed. */
export function listFirstRunLines(facts: FirstRunFacts): FirstRunLine[] {
  const run = runVerdict(facts)
  return [
    { id: 'open', account: null, title: 'Open both browsers', ...openVerdict(facts.accounts) },
    ...ACCOUNTS.flatMap((account) => accountLines(account, facts)),
    { id: 'run', account: null, title: 'Choose paper or live, and run', ...run },
    {
      id: 'execute',
      account: null,
      title: 'Execute your first opportunity',
      ...executeVerdict(facts, run.state === 'done'),
    },
  ]
}

/** The lines of a desk that was not read lately: what was done may have been undone. */
export function unknownLines(lines: readonly FirstRunLine[]): FirstRunLine[] {
  const unknown = verdict('unknown', 'Not known: the desk was not read lately.')
  return lines.map((line) => ({ ...line, ...unknown }))
}

/** The lines that the operator can act on now. */
export function presentLines(lines: readonly FirstRunLine[]): FirstRunLine[] {
  return lines.filter(({ state }) => state === 'now' || state === 'failed')
}

function openVerdict(accounts: FirstRunFacts['accounts']): ReturnType<typeof verdict> {
  const named = ACCOUNTS.map((name) => ({ name, ...accounts[name] }))
  const failed = named.filter(hasFailed)
  if (failed.length > 0)
    return verdict('failed', failed.map(({ name, reason }) => `${name}: ${reason}`).join(' '))
  const idle = named.filter(({ state }) => state === 'IDLE')
  if (idle.length === 1) return verdict('now', `Account ${idle[0]?.name} is off.`)
  if (idle.length > 1) return verdict('now')
  const moving = named.find(({ state }) => state === 'BROWSER_OPENING' || state === 'STOPPING')
  if (moving)
    return verdict(
      'waiting',
      `The browser of ${moving.name} is ${moving.state === 'STOPPING' ? 'closing' : 'opening'}.`,
    )
  const silent = named.filter(({ browser }) => browser?.isUp !== true)
  if (silent.length > 0)
    return verdict(
      'unknown',
      `Not known: no status comes from the browser of ${silent.map(({ name }) => name).join(' and ')}.`,
    )
  return verdict('done')
}

function hasFailed({ reason, state }: FirstRunAccount): boolean {
  return reason !== null && (state === 'IDLE' || state === 'STOPPING')
}

function runVerdict({ accounts, control }: FirstRunFacts): ReturnType<typeof verdict> {
  if (control.trading === 'RUN') return verdict('done')
  const waiting = ACCOUNTS.filter((name) => accounts[name].state !== 'RUNNING')
  return waiting.length > 0
    ? verdict('waiting', `${waiting.join(' and ')} must be running first.`)
    : verdict('now', `Paper does everything but the last click; Live bets.${liveWaits(accounts)}`)
}

/** What Live still waits for: what was never read of an account proves nothing of its bets. */
function liveWaits(accounts: FirstRunFacts['accounts']): string {
  return ACCOUNTS.flatMap((name) => {
    const unread = accounts[name].browser?.unread ?? []
    return unread.length === 0
      ? []
      : ` Live waits until ${describeMissing(unread)} were read at account ${name}.`
  }).join('')
}

function executeVerdict(
  { accounts, hasExecuted }: FirstRunFacts,
  isRun: boolean,
): ReturnType<typeof verdict> {
  if (hasExecuted === true) return verdict('done')
  if (hasExecuted === null)
    return verdict('unknown', 'Not known: the executions have not been read.')
  const areRunning = ACCOUNTS.every((name) => accounts[name].state === 'RUNNING')
  return isRun && areRunning
    ? verdict('now', null)
    : verdict('waiting', 'Both accounts must be running and the desk must run.')
}
