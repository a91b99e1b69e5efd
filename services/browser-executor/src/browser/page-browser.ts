import type { CompiledContract, PlaceStep } from '@surefoot/provider'
import { refuse, type LegPlan, type Refusal } from '@surefoot/shared'
import type { BrowserContext, CDPSession, Page } from 'playwright-core'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { decideSlip } from '../page/decide-slip.ts'
import type { AccountBrowser, AimReply, Clock, SessionFacts } from '../ports.ts'
import { refuseLeg } from '../legs/refuse-leg.ts'
import type { Capture } from '../stream/capture.ts'
import { createClickGuard } from '../click-gate/click-guard.ts'
import { openDialogs } from '../page/dialogs.ts'
import type { Fence } from '../fence/fence.ts'
import type { GateSocket } from '../click-gate/gate-socket.ts'
import { keepOneTab } from './tabs.ts'
import { createLiveView } from './live-view.ts'
import { readSession, readSlip, runSteps, type LegTexts } from '../page/page-script.ts'
import type { PageWorld } from '../page/page-world.ts'
import { readBets } from '../page/read-bets.ts'
import { submitThroughFence } from '../fence/submit-through-fence.ts'
import { submitThroughGate } from '../click-gate/submit-through-gate.ts'

const LOAD_TIMEOUT_MS = 15_000
/** For a page that is drawn late to show what the steps ask for. */
const STEPS_TIMEOUT_MS = 2500
const READ_TIMEOUT_MS = 2000
/** The slip may follow the steps a moment later. */
const SETTLE_MS = 1000
const SETTLE_LOOK_MS = 25

const fault = z.object({ fault: z.string() })
const text = z.union([z.string(), fault])
const sessionTexts = z.object({
  isLoggedIn: z.boolean(),
  isLoggedOut: z.boolean(),
  balance: text.nullable(),
})
const slipTexts = z.object({
  session: sessionTexts,
  isSuspended: z.boolean(),
  selectionId: text,
  stake: text,
  odds: text,
  maxStake: text.nullable(),
  target: z.union([z.object({ x: z.number(), y: z.number() }), fault]),
})

export interface PageTools {
  readonly context: BrowserContext
  readonly page: Page
  readonly session: CDPSession
  readonly fence: Fence
  readonly capture: Capture
  readonly socket: GateSocket
  readonly world: PageWorld
  readonly clock: Clock
  readonly lost: Promise<string>
  /** A tab that the page gate does not stand in was closed. */
  readonly onTabClosed: (url: string) => void
}

/** What can be done with an account's page once its browser is open. */
export function createPageBrowser(tools: PageTools): Omit<AccountBrowser, 'close'> {
  const { page, fence, capture, world, clock } = tools
  const live = createLiveView(tools.context, page)
  const dialogs = openDialogs(page)
  let contract: CompiledContract | undefined
  const closeOthers = keepOneTab(tools.context, {
    main: page,
    isForMainOnly: (url) => contract?.gate !== undefined && contract.isOwnUrl(url),
    onClosed: tools.onTabClosed,
  })

  const withContract = async <T>(
    act: (contract: CompiledContract) => Promise<T>,
  ): Promise<T | Refusal> => {
    if (contract === undefined)
      return refuseLeg('NOT_READY', 'No contract is being watched in this browser.')
    if (!contract.isOwnUrl(page.url()))
      return refuseLeg('NOT_READY', `The page is not at ${contract.contract.name} any more.`)
    // Only for what comes before a click.
    return act(contract).catch((error: unknown) =>
      refuseLeg('NOT_READY', `The page cannot be used: ${String(error)}.`),
    )
  }
  return {
    isSimulated: false,
    lost: tools.lost,
    pageOrigin: () => readOrigin(page.url()),
    watch: async (watched, sink) => {
      contract = watched
      await fence.guard(watched)
      await putUpGuards(tools, watched)
      await closeOthers()
      capture.watch(watched, sink)
      await page.reload({ waitUntil: 'domcontentloaded', timeout: LOAD_TIMEOUT_MS })
    },
    readSession: async () =>
      contract?.isOwnUrl(page.url()) ? readFacts(world, contract).catch(() => NO_FACTS) : NO_FACTS,
    prepare: (plan) => withContract((watched) => prepare(tools, watched, plan)),
    aim: (plan) => withContract((watched) => aim(tools, watched, plan)),
    submit: (submit) => {
      if (contract === undefined) throw new Error('a leg was aimed without a contract')
      const leg = legTexts(contract, submit.plan)
      const guard = createClickGuard(tools, { commit: contract.contract.place.commit, leg })
      const placing = { ...tools, dialogs, guard, contract, nowMs: clock.monotonicMs }
      return contract.gate
        ? submitThroughGate(placing, submit)
        : submitThroughFence(placing, submit)
    },
    readBets: async () => {
      const reply = await withContract((watched) => readBets(world, watched, clock.epochMs))
      const isUnready = !reply.ok && reply.code === 'NOT_READY'
      return isUnready ? refuse('READ_FAILED', reply.message) : reply
    },
    ...live,
  }
}

/** Click guard and gate, from the page load that follows on. */
async function putUpGuards({ world, socket }: PageTools, watched: CompiledContract): Promise<void> {
  const { commit } = watched.contract.place
  const { slip } = watched.readings
  await world.guardFrom(watched.gate ? { slip, commit } : null)
  socket.watch(watched)
}

const NO_FACTS: SessionFacts = { isLoggedIn: null, balance: null }

async function readFacts(world: PageWorld, compiled: CompiledContract): Promise<SessionFacts> {
  const { session } = compiled.readings
  const order = { session }
  const task = { run: readSession, order, answer: sessionTexts, timeoutMs: READ_TIMEOUT_MS }
  const { isLoggedIn, isLoggedOut, balance } = await world.run(task)
  return {
    isLoggedIn: isLoggedIn === isLoggedOut ? null : isLoggedIn,
    balance: typeof balance === 'string' ? (compiled.slip.balance(balance) ?? null) : null,
  }
}

function readOrigin(url: string): string | null {
  const origin = URL.parse(url)?.origin ?? 'null'
  return origin === 'null' ? null : origin
}

async function prepare(
  tools: PageTools,
  contract: CompiledContract,
  plan: LegPlan,
): Promise<AimReply> {
  const leg = legTexts(contract, plan)
  if (leg.stake === '')
    return refuseLeg(
      'SLIP_INVALID',
      `The slip at ${contract.contract.name} cannot have a stake of ${plan.stake}: correct place.slip.stake.`,
    )
  for (const steps of splitAtGoto(contract.contract.place.steps)) {
    await goTo(tools.page, steps[0])
    const order = { steps, leg, timeoutMs: STEPS_TIMEOUT_MS }
    const stuck = await tools.world.run({
      run: runSteps,
      order,
      answer: z.string().nullable(),
      timeoutMs: STEPS_TIMEOUT_MS + READ_TIMEOUT_MS,
    })
    if (stuck !== null) return explain(tools, contract, { plan, stuck })
  }
  const giveUpAt = tools.clock.monotonicMs() + SETTLE_MS
  for (;;) {
    const aimed = await aim(tools, contract, plan)
    const mayStillCome = !aimed.ok && aimed.code === 'SLIP_INVALID'
    if (!mayStillCome || tools.clock.monotonicMs() > giveUpAt) return aimed
    await delay(SETTLE_LOOK_MS)
  }
}

/** A step that cannot be done is often a session that ended: the better reason is told. */
async function explain(
  tools: PageTools,
  contract: CompiledContract,
  { plan, stuck }: { readonly plan: LegPlan; readonly stuck: string },
): Promise<Refusal> {
  const aimed = await aim(tools, contract, plan)
  if (!aimed.ok && aimed.code === 'LOGGED_OUT') return aimed
  const { name } = contract.contract
  return refuseLeg('SLIP_INVALID', `The slip at ${name} could not be filled: ${stuck}.`)
}

async function aim(
  { world }: PageTools,
  contract: CompiledContract,
  plan: LegPlan,
): Promise<AimReply> {
  const { commit } = contract.contract.place
  const { slip, session } = contract.readings
  const texts = await world.run({
    run: readSlip,
    order: { slip, commit, session, leg: legTexts(contract, plan) },
    answer: slipTexts,
    timeoutMs: READ_TIMEOUT_MS,
  })
  return decideSlip(contract, plan, texts)
}

/** A leg's values as the page writes them. */
function legTexts({ slip }: CompiledContract, plan: LegPlan): LegTexts {
  const { eventId, selectionId, stake, leastOdds } = plan
  return { eventId, selectionId, stake: slip.writeStake(stake) ?? '', odds: leastOdds }
}

/** A page that is left takes its tasks with it: the steps of each page are one task. */
function splitAtGoto(steps: readonly PlaceStep[]): PlaceStep[][] {
  const parts: PlaceStep[][] = []
  for (const step of steps) {
    if (step.do === 'goto' || parts.length === 0) parts.push([])
    parts.at(-1)?.push(step)
  }
  return parts
}

async function goTo(page: Page, step: PlaceStep | undefined): Promise<void> {
  if (step?.do !== 'goto') return
  const { origin, pathname, search } = new URL(page.url())
  if (`${pathname}${search}` === step.path) return
  const options = { waitUntil: 'domcontentloaded', timeout: LOAD_TIMEOUT_MS } as const
  await page.goto(`${origin}${step.path}`, options)
}
