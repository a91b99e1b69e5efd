import {
  ledgerDesk,
  ledgerExecutions,
  needsRead,
  type Accepted,
  type Body,
  type RequestDefinition,
} from '@surefoot/shared/messages'
import type { z } from 'zod'
import type { Found } from '../alerts/compare-alerts.ts'
import { keyOf, type Condition, type Finding, type Source } from '../alerts/condition.ts'
import type { Ports } from '../ports.ts'
import { factsOf } from './read-facts.ts'
import { conditionsOfAccounts, conditionsOfNeeds } from './read-needs.ts'
import { createSilence } from './silence.ts'

export interface Reading extends Found {
  readonly facts: readonly Finding[]
}

export interface Watcher {
  /** What is so now, by who can say it. Never throws: who does not answer is a condition. */
  readonly read: () => Promise<Reading>
}

const WITHIN_MS = 4000
const EXECUTIONS = 50

/** Reads the truth from those who have it: an event may be lost, and this process may have been away. */
export function createWatcher(ports: Pick<Ports, 'bus' | 'settings' | 'now' | 'logger'>): Watcher {
  const { bus, now } = ports
  const { deskId } = ports.settings
  const silences = { nats: createSilence(), ledger: createSilence(), gateway: createSilence() }
  const ask = createAsk(ports)
  return {
    read: async () => {
      silences.nats[bus.isConnected() ? 'answered' : 'failed'](now())
      const [desk, executions, needs] = await Promise.all([
        ask(ledgerDesk, { deskId }),
        ask(ledgerExecutions, { deskId, limit: EXECUTIONS }),
        ask(needsRead, { deskId }),
      ])
      silences.ledger[desk === null ? 'failed' : 'answered'](now())
      // Without the ledger the gateway cannot answer either.
      silences.gateway[desk !== null && needs === null ? 'failed' : 'answered'](now())
      const read = new Set<Source>(['own'])
      if (desk !== null) read.add('ledger')
      if (needs !== null) read.add('gateway')
      return {
        read,
        conditions: [
          ...conditionsOfSilence(silences, now()),
          ...(desk === null ? [] : conditionsOfAccounts(desk.accounts)),
          ...(needs === null ? [] : conditionsOfNeeds(needs)),
        ],
        facts: executions === null ? [] : factsOf(executions.executions, now()),
      }
    },
  }
}

/** Answers null where there is no answer. */
function createAsk({ bus, logger }: Pick<Ports, 'bus' | 'logger'>) {
  return async <B extends Body, R extends Body>(
    definition: RequestDefinition<B, R>,
    body: z.input<B>,
  ): Promise<Accepted<R> | null> => {
    try {
      const reply = await bus.request(definition, body, { deadlineMs: WITHIN_MS })
      if (reply.ok) return reply
      logger.warn({ subject: definition.subject, refusal: reply }, 'a request was refused')
    } catch (error) {
      logger.debug({ err: error, subject: definition.subject }, 'a request was not answered')
    }
    return null
  }
}

type Silences = Readonly<Record<'nats' | 'ledger' | 'gateway', ReturnType<typeof createSilence>>>

const SILENT = {
  nats: 'NATS cannot be reached: no service can do anything, and what else is wrong is not known. Check the NATS server and the network to it.',
  ledger:
    'The ledger (audit service) does not reply: nothing is placed, and exposure and needs are not known. Check the audit service and Postgres.',
  gateway:
    'The gateway does not reply: the console is away, and needs and halts are not known. Check the gateway service.',
} satisfies Record<keyof Silences, string>

/** The first of them alone: the others cannot answer because of it. */
function conditionsOfSilence(silences: Silences, now: number): Condition[] {
  for (const name of ['nats', 'ledger', 'gateway'] as const) {
    const since = silences[name].since(now)
    if (since === null) continue
    // Each time is another alert: the ledger may not be there to be asked whether one is open.
    const key = keyOf('own', 'service', name, new Date(since).toISOString())
    const about = { message: SILENT[name], account: null, executionId: null }
    return [{ key, kind: 'service', source: 'own', steadyMs: 0, ...about }]
  }
  return []
}
