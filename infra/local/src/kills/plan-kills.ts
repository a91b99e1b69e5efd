import { createHash } from 'node:crypto'
import { listInstances } from '../processes.ts'

/** When a process is killed. */
export const PHASES = ['starting', 'running', 'stopping'] as const
/** When Ctrl-C comes: before the kill, with it, after it. */
export const ORDERS = ['before', 'with', 'after'] as const

export interface Kill {
  readonly name: string
  readonly phase: (typeof PHASES)[number]
  readonly order: (typeof ORDERS)[number]
}

/** The names under which the processes of a stack with one instance each are supervised. */
const PROCESSES: readonly string[] = [
  'Postgres',
  'NATS',
  'Redis',
  'sandbox',
  ...listInstances(1).map(({ instance }) => instance),
]

/** Every process × every phase × every order. */
export const ALL_KILLS: readonly Kill[] = PROCESSES.flatMap((name) =>
  PHASES.flatMap((phase) => ORDERS.map((order) => ({ name, phase, order }))),
)

/** The same seed gives the same order. */
export function shuffle<T>(items: readonly T[], seed: number): T[] {
  const rank = (index: number): string =>
    createHash('sha256').update(`${seed} ${index}`).digest('hex')
  return items
    .map((item, index) => ({ item, rank: rank(index) }))
    .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ item }) => item)
}

export interface KillPlan {
  /** Killed one after the other while the stack trades; each comes back. */
  readonly running: readonly string[]
  /** Killed around Ctrl-C, which ends the run. */
  readonly last: Kill
}

/** `count` kills on one stack: a server and the bookmakers are among them as soon as there are enough. */
export function planKills(seed: number, count: number): KillPlan {
  const names = shuffle(PROCESSES, seed)
  const last = shuffle(ALL_KILLS, seed + 1).find(({ phase }) => phase !== 'starting')
  if (!last) throw new Error('There is nothing to kill.')
  const running = Array.from({ length: count - 1 }, (_, at) => names[at % names.length] ?? '')
  return { running, last }
}
