/**
 * Owns one submit of one leg, from the slip to the receipt.
 *
 * 1. No click without a permit of the ledger, asked for after the slip was read; no answer, no click (I2).
 * 2. The permit's life is counted from before it was asked for, on our own clock.
 * 3. A refusal means that nothing left. Once a permit is had, everything is a state with a receipt.
 * 4. From the click on nothing is repeated, and what cannot be known is UNKNOWN (I1).
 * 5. The receipt is recorded before it is told; a silent ledger does not keep it from being told.
 */
import { compareOdds, toMinor } from '@surefoot/arbitrage'
import {
  ledgerArm,
  NoReply,
  ok,
  refuse,
  type LegPlan,
  type legPlace,
  type Permit,
  type Receipt,
  type Refusal,
  type Reply,
} from '@surefoot/shared'
import { checkWatched } from './on-leg-prepare.ts'
import type { OpenedBrowser } from './opened-browser.ts'
import type { AimedSlip, AimReply, Ports } from './ports.ts'
import { EMPTY_RECEIPT, paperReceipt } from './receipt.ts'
import { recordReceipt } from './record-receipt.ts'

/** The ledger commits in milliseconds; a permit that comes later is old. */
const ARM_DEADLINE_MS = 2000
/** Beyond the provider's own longest delay: the way there and back. */
const ANSWER_MARGIN_MS = 5000

export async function onLegPlace(
  ports: Ports,
  opened: OpenedBrowser,
  plan: LegPlan,
): Promise<Reply<typeof legPlace.reply>> {
  return opened.turns.take(async () => {
    const refusal = checkWatched(opened, plan) ?? checkDeadline(ports, plan)
    if (refusal) return refusal
    const aimed = await aimAtLeg(opened, plan)
    if (!aimed.ok) return aimed
    const askedAtMs = ports.clock.monotonicMs()
    const armed = await arm(ports, opened, { plan, balance: aimed.slip.balance })
    if (!armed.ok) return armed
    const expiresAtMs = askedAtMs + armed.permit.livesMs
    const receipt = await submit(ports, opened, { plan, permit: armed.permit, aimed, expiresAtMs })
    await recordReceipt(ports, plan, receipt)
    return ok({ state: receipt.state, receipt })
  })
}

function checkDeadline({ clock }: Ports, { deadline }: LegPlan): Refusal | undefined {
  if (Date.parse(deadline) > clock.epochMs()) return undefined
  return refuse('DEADLINE', 'The leg came too late to be placed.')
}

/** The slip as it stands if it is this leg already, else put on anew. */
async function aimAtLeg({ browser }: OpenedBrowser, plan: LegPlan): Promise<AimReply> {
  const aimed = await browser.aim(plan)
  return aimed.ok ? aimed : browser.prepare(plan)
}

async function arm(
  { bus, newId, executorId }: Ports,
  { browser, epoch }: OpenedBrowser,
  { plan, balance }: { readonly plan: LegPlan; readonly balance: string | null },
): Promise<Reply<typeof ledgerArm.reply>> {
  const asked = {
    legId: plan.legId,
    executorId,
    epoch,
    nonce: newId(),
    isSimulated: browser.isSimulated,
    balanceBefore: balance,
  }
  try {
    return await bus.request(ledgerArm, asked, { deadlineMs: ARM_DEADLINE_MS })
  } catch (error) {
    const why = error instanceof NoReply ? error.message : String(error)
    const message = `Nothing was clicked, but the ledger may hold the leg as armed: ${why}.`
    return refuse('LEDGER_SILENT', message.slice(0, 500))
  }
}

interface Permitted {
  readonly plan: LegPlan
  readonly permit: Permit
  readonly aimed: AimedSlip
  readonly expiresAtMs: number
}

async function submit(
  ports: Ports,
  { browser, stream }: OpenedBrowser,
  permitted: Permitted,
): Promise<Receipt> {
  const { plan, permit } = permitted
  const hindrance = findHindrance(permitted, browser.isSimulated)
  if (hindrance !== undefined)
    return { ...EMPTY_RECEIPT, state: 'REJECTED', code: 'NOT_CLICKED', message: hindrance }
  if (permit.venue === 'paper' || browser.isSimulated) return paperReceipt(permitted)
  const { longestAcceptanceDelayMs = 0 } = stream?.contract.contract ?? {}
  const leftMs = Date.parse(plan.deadline) - ports.clock.epochMs()
  const waitMs = Math.max(0, Math.min(leftMs, longestAcceptanceDelayMs + ANSWER_MARGIN_MS))
  const pending: Promise<void>[] = []
  const onPending = (receipt: Receipt): void =>
    void pending.push(recordReceipt(ports, plan, receipt))
  try {
    return await browser.submit({ ...permitted, waitMs, onPending })
  } catch (error) {
    ports.logger.error({ err: error, legId: plan.legId }, 'a submit failed after its permit')
    return { ...EMPTY_RECEIPT, message: `The submit failed: ${String(error)}`.slice(0, 500) }
  } finally {
    await Promise.all(pending)
  }
}

/** Why a permit may not be used here; undefined: it may. */
function findHindrance({ plan, permit }: Permitted, isSimulated: boolean): string | undefined {
  const isSame =
    permit.legId === plan.legId &&
    permit.selectionId === plan.selectionId &&
    toMinor(permit.stake) === toMinor(plan.stake) &&
    compareOdds(permit.leastOdds, plan.leastOdds) === 0 &&
    permit.venue === plan.venue
  if (!isSame) return 'Nothing was clicked: the permit is not for the leg as it was asked for.'
  if (permit.safeMode && !isSimulated)
    return 'Nothing was clicked: a permit of safe mode is for simulated browsers only.'
  return undefined
}
