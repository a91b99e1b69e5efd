/**
 * Owns the renewing of this process's leases: one question to the ledger for all accounts, because a question for each
 * account and second is what a ledger of many desks would be busy with.
 */
import { ledgerRenew } from '@surefoot/shared/messages'
import type { Ports } from '../ports.ts'
import { LIFE_MS, type LeaseToRenew, type Renew } from './lease.ts'

/** Heartbeats come at their own times: the first waits so long for the others. */
const GATHER_MS = 250
/** With the gathering far shorter than a lease's life, so that a late answer is known before it runs out. */
const DEADLINE_MS = 1500

interface Gathering {
  readonly leases: LeaseToRenew[]
  readonly answer: Promise<ReadonlyMap<string, number> | 'silent'>
}

/** All leases get the same life, from when the ledger is asked. */
export function createRenewals({
  bus,
  logger,
  clock,
}: Pick<Ports, 'bus' | 'logger' | 'clock'>): Renew {
  let gathering: Gathering | undefined
  const ask = async (leases: readonly LeaseToRenew[]): ReturnType<typeof gather>['answer'] => {
    try {
      const body = { leases: [...leases], ttlMs: LIFE_MS }
      const reply = await bus.request(ledgerRenew, body, { deadlineMs: DEADLINE_MS })
      if (!reply.ok) throw new Error(`${reply.code}: ${reply.message}`)
      return new Map(reply.held.map(({ resource, epoch }) => [resource, epoch]))
    } catch (error) {
      logger.warn({ err: error, leases: leases.length }, 'the ledger did not renew the leases')
      return 'silent'
    }
  }
  const gather = (): Gathering => {
    const leases: LeaseToRenew[] = []
    const answer = clock.delay(GATHER_MS).then(() => {
      gathering = undefined
      return ask(leases)
    })
    return { leases, answer }
  }
  return async (lease) => {
    gathering ??= gather()
    const { leases, answer } = gathering
    leases.push(lease)
    const held = await answer
    if (held === 'silent') return 'silent'
    const epoch = held.get(lease.resource)
    return epoch === undefined ? 'held' : { epoch }
  }
}
