import type { CompiledContract, PlaceStep } from '@surefoot/provider'
import type { LegPlan, Refusal } from '@surefoot/shared/messages'
import type { Page } from 'playwright-core'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { refuseLeg } from '../legs/refuse-leg.ts'
import type { AimReply, Clock } from '../ports.ts'
import { decideSlip } from './decide-slip.ts'
import { readSlip, runSteps, type LegTexts } from './page-script.ts'
import { LOAD_TIMEOUT_MS, type PageWorld } from './page-world.ts'
import { fault, READ_TIMEOUT_MS, sessionTexts, text } from './session-facts.ts'

/** For a page that is drawn late to show what the steps ask for. */
const STEPS_TIMEOUT_MS = 2500
/** The slip may follow the steps a moment later. */
const SETTLE_MS = 1000
const SETTLE_LOOK_MS = 25

const slipTexts = z.object({
  session: sessionTexts,
  isSuspended: z.boolean(),
  selectionId: text,
  stake: text,
  odds: text,
  maxStake: text.nullable(),
  target: z.union([z.object({ x: z.number(), y: z.number() }), fault]),
})

export interface SlipTools {
  readonly page: Page
  readonly world: PageWorld
  readonly clock: Clock
}

/** Put a leg on the slip by the contract's steps, then aim. Throws Fault PAGE_FAILED, or if the page does not load. */
export async function prepareSlip(
  tools: SlipTools,
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
    const { commit } = contract.contract.place
    const order = { steps, commit, leg, timeoutMs: STEPS_TIMEOUT_MS }
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
    const aimed = await aimSlip(tools, contract, plan)
    const mayStillCome = !aimed.ok && aimed.code === 'SLIP_INVALID'
    if (!mayStillCome || tools.clock.monotonicMs() > giveUpAt) return aimed
    await delay(SETTLE_LOOK_MS)
  }
}

/** A step that cannot be done is often a session that ended: the better reason is given. */
async function explain(
  tools: SlipTools,
  contract: CompiledContract,
  { plan, stuck }: { readonly plan: LegPlan; readonly stuck: string },
): Promise<Refusal> {
  const aimed = await aimSlip(tools, contract, plan)
  if (!aimed.ok && aimed.code === 'LOGGED_OUT') return aimed
  const { name } = contract.contract
  return refuseLeg('SLIP_INVALID', `The slip at ${name} could not be filled: ${stuck}.`)
}

/** Read the slip as it is. Refused if it is not this leg, or may not be placed. Throws Fault PAGE_FAILED. */
export async function aimSlip(
  { world }: SlipTools,
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
export function legTexts({ slip }: CompiledContract, plan: LegPlan): LegTexts {
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
