import type { AlertKind, RaisedAlert } from '@surefoot/shared/messages'
import { randomUUID } from 'node:crypto'
import type { Channel } from '../channels/channel.ts'
import type { Reading } from '../watch/watcher.ts'
import type { AlertBook } from './alert-book.ts'
import { compareAlerts, createMemory } from './compare-alerts.ts'
import type { Finding } from './condition.ts'

/** Facts come again with each reading of the ledger; so many of the latest are not handed over again. */
const MAX_KNOWN_FACTS = 2000

export interface RaiseAlertsOptions {
  readonly book: AlertBook
  readonly channels: readonly Pick<Channel, 'kinds'>[]
  readonly now: () => number
}

/** Turns each reading into alerts that begin and end. */
export function createRaiseAlerts({ book, channels, now }: RaiseAlertsOptions) {
  const memory = createMemory()
  const knownFacts = new Set<string>()
  // Of executions there are too many to keep those that nobody asked for.
  const isWanted = (kind: AlertKind): boolean =>
    kind !== 'execution' || channels.some(({ kinds }) => kinds.includes(kind))
  const open = (finding: Finding, isCondition: boolean): RaisedAlert => {
    const { key, kind, message, account, executionId } = finding
    const raisedAt = new Date(now()).toISOString()
    const about = { key, kind, message, account, executionId }
    return { id: randomUUID(), ...about, isCondition, raisedAt }
  }
  return (reading: Reading): void => {
    const { raise, resolve } = compareAlerts(reading, book.alerts(), { memory, now: now() })
    const facts = reading.facts.filter(({ key, kind }) => isWanted(kind) && !knownFacts.has(key))
    for (const { key } of facts) remember(knownFacts, key)
    book.resolve(resolve)
    // The oldest first, as they happened.
    book.raise([
      ...raise.map((each) => open(each, true)),
      ...facts.toReversed().map((each) => open(each, false)),
    ])
  }
}

function remember(known: Set<string>, key: string): void {
  known.add(key)
  const [oldest] = known
  if (known.size > MAX_KNOWN_FACTS && oldest !== undefined) known.delete(oldest)
}
