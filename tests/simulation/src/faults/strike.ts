import type { Random } from '../random.ts'
import type { Host } from '../world/host.ts'
import type { Operator } from '../world/operator.ts'
import type { Residents } from '../world/residents.ts'
import type { World } from '../world/world.ts'
import type { Stroke } from './kinds.ts'

export interface Stage {
  readonly world: World
  readonly residents: Residents
  readonly operator: Operator
}

interface Struck {
  readonly kind: Stroke
  readonly random: Random
  /** The event just before; empty: none in particular. */
  readonly line: string
}

/** The most words until a doomed process dies: a few steps of an execution. */
const WORDS = 10
/** A hiccup; past a lease; past every deadline of a leg. */
const FREEZES_MS = [
  { least: 500, most: 4000 },
  { least: 5000, most: 11_000 },
  { least: 11_000, most: 30_000 },
]

/** What the proof of an unknown bet would forgive; what is refused; more than any permit lives. */
const OFFSETS_MS = [400, 2000, 15_000]

/** Let a stroke happen: to who has just acted, if it is one of those it can happen to, else to any of them. */
export function strike({ world, residents, operator }: Stage, struck: Struck): void {
  const { kind, random, line } = struck
  const choose = (hosts: readonly Host[]): Host =>
    hosts.find(({ name }) => line.includes(` ${name}.`)) ?? random.pick(hosts)
  const kill = (hosts: readonly Host[]): void => {
    const host = choose(hosts)
    if (line !== '' && random.chance(0.5)) host.kill()
    else host.doom({ word: random.between(1, WORDS), when: random.pick(['before', 'after']) })
  }
  const freeze = (hosts: readonly Host[]): void => {
    const { least, most } = random.pick(FREEZES_MS)
    choose(hosts).freezeFor(random.between(least, most))
  }
  const everywhere = [
    residents.ledger,
    ...residents.execution,
    ...residents.hedge,
    ...residents.executor,
  ]
  const setClock = (): void => {
    const offsetMs = random.pick(OFFSETS_MS) * random.pick([1, -1])
    choose(everywhere).setClock(offsetMs)
  }
  const acts: Record<Stroke, () => void> = {
    execution_killed: () => kill(residents.execution),
    hedge_killed: () => kill(residents.hedge),
    executor_killed: () => kill(residents.executor),
    execution_frozen: () => freeze(residents.execution),
    hedge_frozen: () => freeze(residents.hedge),
    executor_frozen: () => freeze(residents.executor),
    ledger_away: () => residents.ledger.kill(),
    clock_set: setClock,
    clock_mended: () => everywhere.forEach((host) => host.setClock(0)),
    browser_lost: () => residents.browsers.at(-random.between(1, 2))?.lose(),
    redis_erased: () => world.redis.erase(),
    streams_erased: () => world.queues.erase(),
    operator_halts_new: () => operator.control({ trading: 'HALT_NEW' }),
    operator_halts_all: () => operator.control({ trading: 'HALT_ALL' }),
    operator_runs: () => operator.control({ trading: 'RUN' }),
    operator_changes_venue: () => operator.control({ venue: random.pick(['paper', 'live']) }),
    request_repeated: () => operator.request(2),
    bets_end: () =>
      random.pick(Object.values(world.bookmakers)).book.settle(() => random.chance(0.5)),
    bet_voided: () =>
      random.pick(Object.values(world.bookmakers)).book.annul(random.chance(0.8) ? 0 : 1),
  }
  acts[kind]()
}
