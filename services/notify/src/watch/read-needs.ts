import type { AccountRow, AlertKind, ListedNeed, needsRead } from '@surefoot/shared/messages'
import type { z } from 'zod'
import { keyOf, type Condition } from '../alerts/condition.ts'

type Needs = z.output<typeof needsRead.reply>

/** A gateway that has just started does not know the browsers yet, and a stream that pauses often goes on. */
const ACCOUNT_STEADY_MS = 5000

/** Everything that the gateway lists for an operator, and the halt. */
export function conditionsOfNeeds({ needs, halt, trading }: Needs): Condition[] {
  const listed = needs
    // The halt itself is listed below: also where another need is its cause.
    .filter(({ kind }) => kind !== 'halt')
    .map(conditionOfNeed)
  if (trading === 'RUN' || halt === null) return listed
  const reason = halt.reason ?? 'No reason was given.'
  const what = trading === 'HALT_ALL' ? 'stopped altogether' : 'paused'
  const message = `The desk was ${what} by ${halt.actor}. ${reason}`.slice(0, 1000)
  const key = keyOf('gateway', 'halt', halt.at)
  const about = { message, account: null, executionId: halt.executionId }
  return [...listed, { key, kind: 'halt', source: 'gateway', steadyMs: 0, ...about }]
}

/** Needs that are an alert kind of their own. */
const KINDS: ReadonlyMap<string, AlertKind> = new Map([
  ['server', 'service'],
  ['browser', 'browser'],
])

function conditionOfNeed({ id, kind, message, account, executionId }: ListedNeed): Condition {
  return {
    key: keyOf('gateway', 'need', id),
    kind: KINDS.get(kind) ?? 'need',
    source: 'gateway',
    steadyMs: kind === 'leg' || kind === 'hedge' ? 0 : ACCOUNT_STEADY_MS,
    message: message.slice(0, 1000),
    account,
    executionId,
  }
}

/** Accounts that went to IDLE without being told to: the reason is kept until the next start. */
export function conditionsOfAccounts(
  accounts: Readonly<Record<'A' | 'B', AccountRow>>,
): Condition[] {
  return Object.values(accounts).flatMap(({ account, state, reason, changedAt }): Condition[] => {
    if (state !== 'IDLE' || reason === null) return []
    const key = keyOf('ledger', 'browser', account, changedAt)
    const message = `Account ${account} is off. ${reason}`.slice(0, 1000)
    const about = { message, account, executionId: null }
    return [{ key, kind: 'browser', source: 'ledger', steadyMs: 0, ...about }]
  })
}
