/**
 * Owns what becomes of an operator's choice, from the click to a planned hedge leg.
 *
 * 1. What was shown is what is placed: the stake, at the odds that were shown or better ones. If the bets in force, the slip
 *    or its limits are worse by now, nothing is written and nothing is placed.
 * 2. One request is one leg, however often it comes. Of two operators the ledger takes the first.
 * 3. The leg goes the way of every hedge from there: the same submit, once, with its own permit.
 */
import { compareOdds, fromMinor, toMinor } from '@surefoot/arbitrage'
import { findExposed, refuseBet, worstWith } from '@surefoot/execution-rules'
import {
  ledgerHedge,
  ok,
  refuse,
  type ExecutionRecord,
  type hedgeChoose,
  type Leg,
  type LegPlan,
  type Refusal,
  type Reply,
  type ShownChoice,
  type Slip,
} from '@surefoot/shared/messages'
import type { z } from 'zod'
import type { Ports } from '../ports.ts'
import { announce } from '../write-step.ts'
import { planLeg } from './plan-leg.ts'
import { prepareLeg } from './quote-sides.ts'

type Ask = z.output<typeof hedgeChoose.body>

/** The ledger answers sooner, or not at all. */
const WRITE_WITHIN_MS = 5000

/** Plan the hedge leg that an operator chose, if it is still what was shown. Placing it is the caller's next step. */
export async function onHedgeChoose(
  ports: Ports,
  ask: Ask,
): Promise<Reply<typeof hedgeChoose.reply>> {
  const { executionId, deskId, request } = ask
  const record = await ports.ledger.execution({ executionId })
  if (record.execution.deskId !== deskId)
    return refuse('NOT_FOUND', `This desk has no execution ${executionId}.`)
  const before = legOfRequest(record, request)
  if (before !== undefined) return ok({ leg: before })
  const leg = planChoice(ports, record, ask.shown)
  if ('ok' in leg) return leg
  const slip = await prepareLeg(ports, leg)
  if (!slip.ok) return slip.code === 'NO_EXECUTOR' ? slip : changed(`${slip.code}: ${slip.message}`)
  return refuseSlip(ask.shown, slip.slip) ?? writeChosen(ports, leg, ask)
}

/** The leg of what was shown; refused if the bets are not what they were then. */
function planChoice(ports: Ports, record: ExecutionRecord, shown: ShownChoice): LegPlan | Refusal {
  const exposed = findExposed(record)
  const { id } = record.execution
  if (exposed === undefined)
    return refuse('NOT_LONE', `Nothing of execution ${id} is exposed that a hedge could cover.`)
  const { nextLegId: legId } = exposed
  if (legId === null) return refuse('LEG_EXISTS', `Execution ${id} has had too many hedge legs.`)
  const side = exposed.sides.find(
    ({ kind, account }) => kind === shown.kind && account === shown.account,
  )
  if (side === undefined) return changed('The outcome to be covered is another one.')
  const leg = planLeg(exposed, side, { ...termsOf(ports, shown), legId })
  return refuseWorse(record, leg, shown) ?? leg
}

function termsOf({ epochMs, settings }: Ports, { stake, odds }: ShownChoice) {
  const deadlineMs = epochMs() + settings.executionTimeoutMs
  return { stakeMinor: toMinor(stake), leastOdds: odds, deadlineMs }
}

function refuseWorse(
  record: ExecutionRecord,
  plan: LegPlan,
  { worstCase }: ShownChoice,
): Refusal | undefined {
  const leg = { ...plan, state: 'AUTHORIZED', receipt: null, settlement: null } as const
  const worst = worstWith(record, leg)
  if (worst < toMinor(worstCase))
    return changed(
      `With the bets in force the worst case is ${fromMinor(worst)} by now, and ${worstCase} was shown.`,
    )
  const refused = refuseBet({ ...record, legs: [...record.legs, leg] }, leg)
  return refused && refuse(refused.code, refused.message)
}

/** Why the slip does not give what was shown; undefined: it does. */
function refuseSlip(
  { odds, stake }: ShownChoice,
  { odds: present, maxStake, balance }: Slip,
): Refusal | undefined {
  if (compareOdds(present, odds) < 0)
    return changed(`The price is ${present}, and ${odds} was shown.`)
  const [least] = [maxStake, balance]
    .filter((bound) => bound !== null)
    .toSorted((one, other) => toMinor(one) - toMinor(other))
  return least !== undefined && toMinor(least) < toMinor(stake)
    ? changed(`No more than ${least} can be staked, and ${stake} was shown.`)
    : undefined
}

function changed(what: string): Refusal {
  return refuse('CHOICE_CHANGED', `${what} Nothing was placed: read the choice and press it again.`)
}

async function writeChosen(
  ports: Ports,
  leg: LegPlan,
  { executionId, request, shown, by }: Ask,
): Promise<Reply<typeof hedgeChoose.reply>> {
  const { account, stake, odds, worstCase, kind } = shown
  const message = `${by} chose ${stake} at account ${account}, at least at ${odds}: ${worstCase} at worst.`
  const reply = await ports.bus.request(
    ledgerHedge,
    {
      executionId,
      step: 'planned',
      details: { message, request, kind, account, stake, odds, leastOdds: odds, worstCase },
      leg,
      by,
    },
    { deadlineMs: WRITE_WITHIN_MS },
  )
  if (!reply.ok) return reply
  if (reply.created) announce(ports, reply, { step: 'planned', message })
  const written = legOfRequest(reply, request)
  return written === undefined
    ? refuse(
        'LEG_EXISTS',
        `Another operator's choice was faster: hedge leg ${leg.legId} is theirs.`,
      )
    : ok({ leg: written })
}

function legOfRequest({ hedgeEvents, legs }: ExecutionRecord, request: string): Leg | undefined {
  const step = hedgeEvents.find(({ details }) => details['request'] === request)
  return legs.find(({ legId }) => legId === step?.legId)
}
