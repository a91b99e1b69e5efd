import { createBrowserExecutor } from '@surefoot/browser-executor'
import {
  ACCOUNTS,
  browserOpen,
  browserWatch,
  type Account,
  type LegPlan,
  type Refusal,
} from '@surefoot/shared'
import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { Bookmakers } from './bookmaker.ts'
import { createMortalBus } from './mortal-bus.ts'
import { createMortalClock } from './mortal-clock.ts'
import type { Mortality } from './mortality.ts'
import type { Process, ProcessOptions } from './process.ts'
import { createScriptedBrowser } from './scripted-browser.ts'
import { wordOfLeg } from './word-of.ts'
import { ORIGINS, type World } from './world.ts'

export interface ExecutorOptions extends ProcessOptions {
  readonly bookmakers: Bookmakers
  readonly onClick: (plan: LegPlan) => Promise<void>
}

export interface Executor extends Process {
  /** Open and watch both accounts. Throws if that is refused. */
  readonly open: () => Promise<void>
}

const OPEN_WITHIN_MS = 60_000
const ASK_AGAIN_MS = 200
const WITHIN = { deadlineMs: OPEN_WITHIN_MS }
const PROVIDERS = { A: 'north', B: 'south' } as const
/** Asked of this very process, as an orchestrator asks one pod: the queue group holds the executors of all desks. */
const OWN: ReadonlySet<string> = new Set([browserOpen.subject, browserWatch.subject])

/** The browser executor of one desk, with the real service's lease, permits and records, in front of scripted browsers. */
export async function startExecutor(options: ExecutorOptions): Promise<Executor> {
  const { world, deskId, mortality, bookmakers, onClick } = options
  const executorId = randomUUID()
  const subjectOf = (subject: string): string =>
    OWN.has(subject) ? `${subject}.${executorId}` : subject
  const bus = createMortalBus({
    bus: world.buses.executor,
    doorbells: world.doorbells,
    deskId,
    mortality,
    wordOf: wordOfLeg,
    subjectOf,
  })
  const service = await createBrowserExecutor({
    bus,
    logger: world.logger,
    clock: createSlowClock(mortality),
    newId: randomUUID,
    newToken: randomUUID,
    configuredOrigins: Object.values(ORIGINS),
    executorId,
    launch: async ({ id: { account } }) =>
      createScriptedBrowser({
        account,
        origin: ORIGINS[account],
        bookmakers,
        mortality,
        onClick,
      }),
  })
  return {
    untilIdle: bus.untilIdle,
    open: async () => {
      const opening = ACCOUNTS.map((account) => openAccount(world, { deskId, account, subjectOf }))
      await Promise.all(opening)
    },
    [Symbol.asyncDispose]: async () => {
      if (!mortality.isDead()) await service[Symbol.asyncDispose]()
    },
  }
}

/** A beat every two seconds renews a lease of five, and asks half as much of the one ledger that all cases share. */
function createSlowClock(mortality: Mortality) {
  const clock = createMortalClock(mortality)
  const every: typeof clock.every = (ms, step) => clock.every(2 * ms, step)
  return { ...clock, every }
}

interface Opening {
  readonly deskId: string
  readonly account: Account
  readonly subjectOf: (subject: string) => string
}

async function openAccount(
  { buses: { person } }: World,
  { deskId, account, subjectOf }: Opening,
): Promise<void> {
  const open = { ...browserOpen, subject: subjectOf(browserOpen.subject) }
  const { browserId } = await untilAccepted(() =>
    person.request(open, { deskId, account, url: ORIGINS[account] }, WITHIN),
  )
  const watch = { ...browserWatch, subject: subjectOf(browserWatch.subject) }
  const ask = { deskId, account, browserId, providerId: PROVIDERS[account], contractVersion: 1 }
  await untilAccepted(() => person.request(watch, ask, WITHIN))
}

/** The lease may still be held, and the ledger late: a person asks again. Throws with the last refusal. */
async function untilAccepted<A>(ask: () => Promise<({ ok: true } & A) | Refusal>): Promise<A> {
  const giveUpAt = performance.now() + OPEN_WITHIN_MS
  for (;;) {
    const reply = await ask()
    if (reply.ok) return reply
    if (performance.now() > giveUpAt) throw new Error(`${reply.code}: ${reply.message}`)
    await delay(ASK_AGAIN_MS)
  }
}
