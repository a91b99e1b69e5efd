/**
 * Owns one submit of one leg, from the slip to the receipt.
 *
 * 1. No click without a permit of the ledger, asked for after the slip was read; no answer, no click (I2).
 * 2. The permit's life is counted from before it was asked for, on our own clock.
 * 3. A refusal means that nothing left. Once a permit is had, everything is a state with a receipt.
 * 4. From the click on nothing is repeated, and what cannot be known is UNKNOWN (I1).
 * 5. An answer is held against the permit before anything else sees it: one that claims what the permit does not allow is
 *    UNKNOWN.
 * 6. The receipt is recorded before the reply; a silent ledger does not hold the reply back.
 */
import { NoReply } from '@surefoot/shared/bus'
import {
  ledgerArm,
  ok,
  type LegPlan,
  type legPlace,
  type Permit,
  type Receipt,
  type Refusal,
  type Reply,
} from '@surefoot/shared/messages'
import { checkClock, SPAN_ATTRIBUTES, withStage } from '@surefoot/shared/runtime'
import type { OpenedBrowser } from '../account/opened-browser.ts'
import type { AimedSlip, AimReply, Ports } from '../ports.ts'
import { checkWatched } from './check-watched.ts'
import { findHindrance } from './find-hindrance.ts'
import { holdReceipt, type Submitted } from './hold-receipt.ts'
import { EMPTY_RECEIPT, paperReceipt } from './receipt.ts'
import { recordReceipt } from './record-receipt.ts'
import { refuseLeg } from './refuse-leg.ts'

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
    const refusal = checkWatched(opened, plan) ?? refuseByClock(ports, plan)
    if (refusal) return refusal
    const aimed = await withStage('aim', plan, () => aimAtLeg(opened, plan))
    if (!aimed.ok) return aimed
    const askedAtMs = ports.clock.monotonicMs()
    const armed = await withStage('arm', plan, () =>
      arm(ports, opened, { plan, balance: aimed.slip.balance }),
    )
    if (!armed.ok) return armed
    const expiresAtMs = askedAtMs + armed.permit.livesMs
    const receipt = await withStage('submit', plan, async (span) => {
      const had = await submit(ports, opened, {
        plan,
        permit: armed.permit,
        aimed,
        askedAtMs,
        expiresAtMs,
      })
      span.setAttribute(SPAN_ATTRIBUTES.legState, had.state)
      return had
    })
    await withStage('receipt', plan, () => recordReceipt(ports, plan, receipt))
    return ok({ state: receipt.state, receipt })
  })
}

/** The ledger alone holds a leg to its deadline. B and a hedge are placed by durations, whatever this machine's clock shows. */
function refuseByClock({ bus }: Ports, { role }: LegPlan): Refusal | undefined {
  if (role !== 'A') return undefined
  const time = checkClock(bus.ledgerClock, 'browser-executor')
  return time.ok ? undefined : time
}

/** The slip as it stands if it has this leg already, else put on anew. */
async function aimAtLeg({ browser }: OpenedBrowser, plan: LegPlan): Promise<AimReply> {
  const aimed = await browser.aim(plan)
  const hasOther = !aimed.ok && aimed.code === 'SLIP_INVALID'
  return hasOther ? browser.prepare(plan) : aimed
}

async function arm(
  { bus, newId }: Ports,
  { browser, bets, lease }: OpenedBrowser,
  { plan, balance }: { readonly plan: LegPlan; readonly balance: string | null },
): Promise<Reply<typeof ledgerArm.reply>> {
  const asked = {
    legId: plan.legId,
    executorId: lease.holder,
    epoch: lease.epoch,
    nonce: newId(),
    isSimulated: browser.isSimulated,
    balanceBefore: balance,
    listedBefore: bets.before(plan.selectionId),
  }
  try {
    return await bus.request(ledgerArm, asked, { deadlineMs: ARM_DEADLINE_MS })
  } catch (error) {
    const why = error instanceof NoReply ? error.message : String(error)
    return refuseLeg(
      'LEDGER_SILENT',
      `Nothing was clicked, but the ledger may hold the leg as armed: ${why}.`,
    )
  }
}

interface Permitted {
  readonly plan: LegPlan
  readonly permit: Permit
  readonly aimed: AimedSlip
  /** On this process's clock: when the permit was asked for, and when it ends at the latest. */
  readonly askedAtMs: number
  readonly expiresAtMs: number
}

async function submit(
  ports: Ports,
  { browser, bets, stream }: OpenedBrowser,
  permitted: Permitted,
): Promise<Receipt> {
  const { plan, permit, aimed } = permitted
  const leftMs = permitted.expiresAtMs - ports.clock.monotonicMs()
  const hindrance = findHindrance({ plan, permit, isSimulated: browser.isSimulated, leftMs })
  if (hindrance !== undefined)
    return { ...EMPTY_RECEIPT, state: 'REJECTED', code: 'NOT_CLICKED', message: hindrance }
  if (permit.venue === 'paper' || browser.isSimulated) return paperReceipt(permitted)
  const { longestAcceptanceDelayMs = 0 } = stream?.contract.contract ?? {}
  // Both are the ledger's: when the permit was given, and how long from then.
  const givenAtMs = Date.parse(permit.expiresAt) - permit.livesMs
  const agoMs = ports.clock.monotonicMs() - permitted.askedAtMs
  const tillDeadlineMs = Date.parse(plan.deadline) - givenAtMs - agoMs
  const waitMs = Math.max(0, Math.min(tillDeadlineMs, longestAcceptanceDelayMs + ANSWER_MARGIN_MS))
  const submitted: Submitted = {
    plan,
    permit,
    slip: aimed.slip,
    listedBefore: bets.references(),
    submittedAtMs: givenAtMs,
  }
  const pending: Promise<void>[] = []
  const onPending = (receipt: Receipt): void =>
    void pending.push(recordReceipt(ports, plan, holdReceipt(receipt, submitted)))
  try {
    const receipt = holdReceipt(
      await browser.submit({ ...permitted, waitMs, onPending }),
      submitted,
    )
    bets.learn(permit.selectionId, receipt)
    return receipt
  } catch (error) {
    ports.logger.error({ err: error, legId: plan.legId }, 'a submit failed after its permit')
    return { ...EMPTY_RECEIPT, message: `The submit failed: ${String(error)}`.slice(0, 500) }
  } finally {
    await Promise.all(pending)
  }
}
