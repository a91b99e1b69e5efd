import { createBrowserExecutor } from '@surefoot/browser-executor'
import { NoReply, type Bus } from '@surefoot/shared/bus'
import {
  browserClose,
  browserOpen,
  browserWatch,
  type Account,
  type LegPlan,
  type Refusal,
} from '@surefoot/shared/messages'
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
  readonly account: Account
  readonly bookmakers: Bookmakers
  readonly onClick: (plan: LegPlan) => Promise<void>
}

export interface Executor extends Process {
  /** Open and watch its account. Throws if that is refused. */
  readonly open: () => Promise<void>
}

/** What a machine that does much besides may need. */
const OPEN_WITHIN_MS = 600_000
const ASK_AGAIN_MS = 200
const WITHIN = { deadlineMs: 20_000 }
const PROVIDERS = { A: 'north', B: 'south' } as const
/** Asked of this very process, as an orchestrator asks one pod: the queue group holds the executors of all desks. */
const OWN: ReadonlySet<string> = new Set(
  [browserOpen, browserWatch, browserClose].map(({ subject }) => subject),
)

/** The browser executor of one account, with the real service's lease, permits and records, in front of scripted browsers. */
export async function startExecutor(options: ExecutorOptions): Promise<Executor> {
  const { world, deskId, account, mortality, bookmakers, onClick } = options
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
    serves: { deskId, account },
    launch: async () =>
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
    open: () => openAccount(world, { deskId, account, subjectOf }),
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

/** The lease may still be held, or be lost while the machine is busy: a person closes the browser and opens it again. */
async function openAccount({ buses: { person } }: World, opening: Opening): Promise<void> {
  const giveUpAt = performance.now() + OPEN_WITHIN_MS
  for (;;) {
    const fault = await tryToOpen(person, opening)
    if (fault === null) return
    if (performance.now() > giveUpAt) throw new Error(fault)
    await delay(ASK_AGAIN_MS)
  }
}

/** What did not go well; null: its account is open and watched. */
async function tryToOpen(
  person: Bus,
  { deskId, account, subjectOf }: Opening,
): Promise<string | null> {
  const id = { deskId, account }
  try {
    const open = { ...browserOpen, subject: subjectOf(browserOpen.subject) }
    const opened = await person.request(open, { ...id, url: ORIGINS[account] }, WITHIN)
    if (!opened.ok && opened.code === 'ALREADY_OPEN')
      await person.request(
        { ...browserClose, subject: subjectOf(browserClose.subject) },
        { ...id, reason: 'It is opened again.' },
        WITHIN,
      )
    if (!opened.ok) return describe(opened)
    const watch = { ...browserWatch, subject: subjectOf(browserWatch.subject) }
    const { browserId } = opened
    const ask = { ...id, browserId, providerId: PROVIDERS[account], contractVersion: 1 }
    const watched = await person.request(watch, ask, WITHIN)
    return watched.ok ? null : describe(watched)
  } catch (error) {
    if (error instanceof NoReply) return error.message
    throw error
  }
}

function describe({ code, message }: Refusal): string {
  return `${code}: ${message}`
}
