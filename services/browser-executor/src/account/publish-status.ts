import { browserStatus, type MissingEvidence } from '@surefoot/shared/messages'
import { createHash } from 'node:crypto'
import type { AccountId, Ports, QuoteStream, SessionFacts } from '../ports.ts'

export interface BrowserIdentity {
  readonly id: AccountId
  readonly browserId: string
  /** Only its hash is published. */
  readonly token: string
}

export interface StatusFacts extends SessionFacts {
  /** Why it is not up; null: it is. */
  readonly reason: string | null
  readonly pageOrigin: string | null
  readonly epoch: number
  readonly stream: QuoteStream | undefined
  readonly unread: MissingEvidence[]
}

const NO_COUNTS = { firstPacketAt: null, lastPacketAt: null, quotesMapped: 0 }

/** Publishes how an account's browser is. */
export function createStatusPublisher(
  { bus, clock, executorId, inProgress }: Ports,
  { id, browserId, token }: BrowserIdentity,
): (facts: StatusFacts) => void {
  const markTokenHash = createHash('sha256').update(token).digest('hex')
  return ({ stream, ...facts }) => {
    const watched = stream?.contract.contract
    bus.publish(browserStatus, {
      ...id,
      ...facts,
      ...(stream?.counts() ?? NO_COUNTS),
      executorId,
      browserId,
      markTokenHash,
      isUp: facts.reason === null,
      isStopping: inProgress.isStopping(),
      watching: watched ? { providerId: watched.id, contractVersion: watched.version } : null,
      at: Math.round(clock.monotonicMs()),
    })
  }
}
