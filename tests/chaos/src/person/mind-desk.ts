import type { Desk } from '@surefoot/local'
import { ACCOUNTS, type ExecutionRow } from '@surefoot/shared/messages'
import type { World } from '../world.ts'
import { resolveEscalated } from './resolve-escalated.ts'

/** So long an execution keeps auto from the next; then a person takes others by hand. */
const HELD_MS = 1500
const LATEST = 100
/** What a person looks after at once: an account places one leg at a time. */
const MOST_OPEN = 5

/**
 * One look at a desk that trades: decide what is left to a person, say RUN again once it may run, and take by hand what
 * auto leaves while an execution is looked into. Answers how the desk stood.
 */
export async function mindDesk(world: World): Promise<string> {
  const { operator } = world
  const desk = await operator.desk()
  const { control, accounts } = desk
  const open = await readOpen(world)
  await resolveEscalated(
    world,
    open.filter(isOld).map(({ id }) => id),
  )
  const standing = describe(desk, open)
  if (!ACCOUNTS.every((account) => accounts[account].state === 'RUNNING')) return standing
  if (control.trading !== 'RUN' || control.mode !== 'auto' || control.venue !== 'live')
    await operator.control({ venue: 'live', mode: 'auto', trading: 'RUN' })
  else if (open.some(isOld) && open.length < MOST_OPEN) await takeOther(world, open)
  return standing
}

/** One look at a desk that is to come to rest: nothing new, and what is left to a person is decided. */
export async function restDesk(world: World): Promise<string> {
  const { operator } = world
  const desk = await operator.desk()
  if (desk.control.trading === 'RUN')
    await operator.control({ trading: 'HALT_NEW', mode: 'manual' })
  const open = await readOpen(world)
  await resolveEscalated(
    world,
    open.map(({ id }) => id),
  )
  return describe(desk, open)
}

function describe({ control, accounts }: Desk, open: readonly ExecutionRow[]): string {
  const states = ACCOUNTS.map((account) => accounts[account].state)
  return `${states.join(' ')} ${control.trading}, open: ${open.map(({ id }) => id.slice(0, 8)).join(' ')}`
}

async function takeOther({ operator }: World, open: readonly ExecutionRow[]): Promise<void> {
  const busy = new Set(open.map(({ matchId }) => matchId))
  const free = (await operator.opportunities()).find(({ matchId }) => !busy.has(matchId))
  if (free) await operator.execute(crypto.randomUUID(), free.opportunityId)
}

/** What is open is among the latest: while one is, few others are taken. */
async function readOpen({ operator }: World): Promise<ExecutionRow[]> {
  return (await operator.executions(LATEST)).filter(({ closedAt }) => closedAt === null)
}

function isOld({ timestamp }: ExecutionRow): boolean {
  return Date.now() - Date.parse(timestamp) > HELD_MS
}
