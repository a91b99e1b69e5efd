/** Owns what a seed runs on: virtual time, the simulated servers and bookmakers, and the hosts of the real services. */
import type { Account, AuditEvent, ContractRow } from '@surefoot/shared/messages'
import { createBookmaker, type Bookmaker } from '../books/bookmaker.ts'
import type { House } from '../books/contract.ts'
import { createNetwork } from '../bus/network.ts'
import type { BusParts } from '../bus/bus-parts.ts'
import { createWorkQueues } from '../bus/work-queues.ts'
import { drawMix } from '../faults/mix.ts'
import { createLedgerState, type LedgerModel } from '../ledger/state.ts'
import { createRandom, type Random } from '../random.ts'
import { createRedisStore, type RedisStore } from '../redis/store.ts'
import { epochMs, START_MS } from '../time/virtual-time.ts'
import { createSchedule } from '../time/schedule.ts'
import { createEventLog, type EventLog } from './event-log.ts'
import { CAPS, MAX_DAY_LOSS_MINOR, MIN_PROFIT_BPS } from './settings.ts'

export interface World extends BusParts {
  readonly log: EventLog
  readonly random: Random
  readonly redis: RedisStore
  readonly ledger: LedgerModel
  readonly contracts: readonly ContractRow[]
  readonly houses: Readonly<Record<Account, House>>
  readonly bookmakers: Readonly<Record<Account, Bookmaker>>
}

function describeLink({ kind, executionId, details }: AuditEvent): string {
  const said = ['legId', 'from', 'to', 'step', 'control', 'reason']
    .filter((key) => details[key] !== undefined)
    .map((key) => `${key}=${JSON.stringify(details[key])}`)
  return [kind, executionId ?? '', ...said].join(' ')
}

/** Inside what the proof of an unknown bet allows for. */
const LARGEST_SKEW_MS = 1500

/** The world of a seed, in which nobody lives yet. */
export function createWorld(seed: string, houses: Readonly<Record<Account, House>>): World {
  const random = createRandom(seed)
  const log = createEventLog()
  const schedule = createSchedule(log.write)
  const faults = drawMix(random.fork('faults'), (kind) => log.write(`${at()} fault ${kind}`))
  const at = (): string => schedule.nowMs().toFixed(1)
  const ids = random.fork('ids')
  const clocks = random.fork('clocks')
  const bookmakerOf = (account: Account): Bookmaker =>
    createBookmaker({
      schedule,
      faults,
      providerId: houses[account].providerId,
      skewMs: clocks.between(-LARGEST_SKEW_MS, LARGEST_SKEW_MS),
    })
  return {
    log,
    random,
    schedule,
    faults,
    network: createNetwork({ faults, schedule, random: random.fork('network') }),
    queues: createWorkQueues(schedule, faults),
    redis: createRedisStore(schedule.nowMs),
    ledger: {
      state: createLedgerState(),
      caps: CAPS,
      maxDayLossMinor: MAX_DAY_LOSS_MINOR,
      minProfitBps: MIN_PROFIT_BPS,
      nowMs: () => epochMs(schedule),
      newId: ids.uuid,
      onLink: (link) => log.write(`${at()} ledger ${describeLink(link)}`),
    },
    houses,
    bookmakers: { A: bookmakerOf('A'), B: bookmakerOf('B') },
    contracts: Object.values(houses).map(({ providerId, origin, document }) => ({
      providerId,
      version: 1,
      name: providerId,
      origins: [origin],
      document: { ...document },
      importedAt: new Date(START_MS).toISOString(),
      importedBy: 'operator',
    })),
  }
}
