/**
 * Owns the look at present prices. No money moves: each side is put on its account's slip with the smallest stake that
 * its provider takes, so that no limit and no balance hides the price.
 */
import { stakeToLook, toMinor, type HedgeQuote, type StakeLimits } from '@surefoot/arbitrage'
import type { ExposedBets, Side } from '@surefoot/execution-rules'
import { NoReply } from '@surefoot/shared/bus'
import {
  legPrepare,
  refuse,
  type Leg,
  type LegPlan,
  type Refusal,
  type Slip,
} from '@surefoot/shared/messages'
import type { Ports } from '../ports.ts'
import { planLeg } from './plan-leg.ts'

/** The lowest that the wire calls odds: to look at a price, whatever it is. */
const ANY_ODDS = '1.000001'

/**
 * What each side's slip shows now; both accounts are asked at once. A side without a price says why. `untried` leaves out
 * what was tried: a page that refused a moment ago would only hold up the next choice.
 */
export async function quoteSides(
  ports: Ports,
  exposed: ExposedBets,
  which: 'all' | 'untried',
): Promise<HedgeQuote[]> {
  const terms = await Promise.all(exposed.sides.map((side) => ports.readTerms(side)))
  const quotes = await Promise.all(
    exposed.sides.map(async (side, index) =>
      which === 'untried' && side.tried !== undefined
        ? describeTried(side, side.tried)
        : quoteSide(ports, { exposed, side, terms: terms[index] }),
    ),
  )
  const isOppositeKnown = exposed.sides.some(({ kind }) => kind === 'opposite')
  if (isOppositeKnown) return quotes
  const why = 'The opposite outcome had no price when the execution was opened.'
  return [...quotes, { kind: 'opposite', account: exposed.leg.account, why }]
}

function describeTried({ kind, account }: Side, { legId, state }: Leg): HedgeQuote {
  return { kind, account, why: `It was tried: leg ${legId} is ${state}.` }
}

/** The id under which a price is read where an execution can have no further hedge leg. */
const LAST_HEDGE = 'H9'

interface Look {
  readonly exposed: ExposedBets
  readonly side: Side
  readonly terms: Awaited<ReturnType<Ports['readTerms']>> | undefined
}

async function quoteSide(ports: Ports, { exposed, side, terms }: Look): Promise<HedgeQuote> {
  const { kind, account, outcome } = side
  if (terms === undefined || !terms.ok)
    return { kind, account, why: terms?.message ?? 'Its contract cannot be read.' }
  const stakeMinor = stakeToLook(terms.limits)
  if (stakeMinor === undefined)
    return { kind, account, why: 'The limits of its contract leave no stake.' }
  const deadlineMs = ports.epochMs() + ports.settings.lookMs
  const seen = await prepareLeg(
    ports,
    planLeg(exposed, side, {
      legId: exposed.nextLegId ?? `${exposed.leg.executionId}-${LAST_HEDGE}`,
      stakeMinor,
      leastOdds: ANY_ODDS,
      deadlineMs,
    }),
  )
  if (!seen.ok) return { kind, account, why: `${seen.code}: ${seen.message}` }
  const { odds } = seen.slip
  return { kind, account, outcome, odds, limits: within(terms.limits, seen.slip) }
}

/** What the slip of a leg shows. No money moves. Refused: NO_EXECUTOR, EXECUTOR_SILENT, and what the executor refuses. */
export async function prepareLeg(
  { bus, settings }: Ports,
  plan: LegPlan,
): Promise<{ ok: true; slip: Slip } | Refusal> {
  try {
    return await bus.request(legPrepare, plan, { deadlineMs: settings.lookMs })
  } catch (error) {
    if (!(error instanceof NoReply)) throw error
    const { account } = plan
    return error.code !== 'NO_RESPONDERS'
      ? refuse('EXECUTOR_SILENT', `The browser of account ${account} does not answer.`)
      : refuse('NO_EXECUTOR', `Account ${account} has no browser open. Switch it on.`)
  }
}

/** What can be staked now: no more than the slip allows and the balance holds. */
function within(limits: StakeLimits, { maxStake, balance }: Slip): StakeLimits {
  const most = [maxStake, balance].filter((limit) => limit !== null).map(toMinor)
  return { ...limits, maxMinor: Math.min(limits.maxMinor ?? Infinity, ...most) }
}
