import type { CompiledContract } from '@surefoot/provider'
import { refuse, type Refusal } from '@surefoot/shared/messages'
import type { BrowserContext, CDPSession, Page } from 'playwright-core'
import { isExtension } from '../chromium/extension.ts'
import { createClickGuard } from '../click-gate/click-guard.ts'
import type { GateSocket } from '../click-gate/gate-socket.ts'
import type { GuardedWorld } from '../click-gate/guarded-world.ts'
import { submitThroughGate } from '../click-gate/submit-through-gate.ts'
import type { Fence } from '../fence/fence.ts'
import { submitThroughFence } from '../fence/submit-through-fence.ts'
import { refuseLeg } from '../legs/refuse-leg.ts'
import { openDialogs } from '../page/dialogs.ts'
import { LOAD_TIMEOUT_MS } from '../page/page-world.ts'
import { readBets } from '../page/read-bets.ts'
import { NO_FACTS, readSessionFacts } from '../page/session-facts.ts'
import { aimSlip, legTexts, prepareSlip } from '../page/slip.ts'
import type { AccountBrowser, Clock } from '../ports.ts'
import type { Capture } from '../stream/capture.ts'
import { createLiveView } from './live-view.ts'
import { boundTabs, keepOneTab } from './tabs.ts'

export interface PageTools {
  readonly context: BrowserContext
  readonly page: Page
  readonly session: CDPSession
  readonly fence: Fence
  readonly capture: Capture
  readonly socket: GateSocket
  readonly world: GuardedWorld
  readonly clock: Clock
  readonly lost: Promise<string>
  /** A tab that no gate guards, or one too many, was closed. */
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
  boundTabs(tools.context, { main: page, isOwn: isExtension, onClosed: tools.onTabClosed })

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
      contract?.isOwnUrl(page.url())
        ? readSessionFacts(world, contract).catch(() => NO_FACTS)
        : NO_FACTS,
    prepare: (plan) => withContract((watched) => prepareSlip(tools, watched, plan)),
    aim: (plan) => withContract((watched) => aimSlip(tools, watched, plan)),
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

function readOrigin(url: string): string | null {
  const origin = URL.parse(url)?.origin ?? 'null'
  return origin === 'null' ? null : origin
}
