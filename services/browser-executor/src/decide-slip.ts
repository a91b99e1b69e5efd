import type { CompiledContract } from '@surefoot/provider'
import { compareOdds, toMinor } from '@surefoot/arbitrage'
import type { LegPlan, Refusal, Slip } from '@surefoot/shared'
import type { SlipTexts } from './chromium/page-script.ts'
import type { AimReply } from './ports.ts'
import { refuseLeg } from './refuse-leg.ts'

type Limits = Pick<Slip, 'maxStake' | 'balance'>

/**
 * Whether what the page shows is this leg and may be placed: logged in, the same selection and stake, odds not under
 * the least, inside limit and balance, nothing in the way of the click. Refusals say what was asked, what was found and what to do.
 */
export function decideSlip(contract: CompiledContract, plan: LegPlan, texts: SlipTexts): AimReply {
  const { session, selectionId, stake, odds, target } = texts
  const { name } = contract.contract
  if (session.isLoggedOut || !session.isLoggedIn)
    return refuseLeg('LOGGED_OUT', `Nobody is logged in at ${name}.`)
  if (typeof selectionId !== 'string') return refuseSlip('the selection', selectionId.fault)
  if (selectionId !== plan.selectionId)
    return refuseLeg(
      'SLIP_INVALID',
      `Selection ${plan.selectionId} was asked, the slip has ${selectionId}.`,
    )
  if (texts.isSuspended) return refuseLeg('SUSPENDED', `${name} has suspended the selection.`)
  if (typeof odds !== 'string') return refuseSlip('the odds', odds.fault)
  if (typeof stake !== 'string') return refuseSlip('the stake', stake.fault)
  const [readOdds, readStake] = [contract.readOdds(odds), contract.readMoney(stake)]
  if (readOdds === undefined) return refuseSlip('the odds', `"${odds}" are no odds`)
  if (compareOdds(readOdds, plan.leastOdds) < 0)
    return refuseLeg(
      'ODDS_MOVED',
      `Odds of at least ${plan.leastOdds} were asked, the slip says ${readOdds}.`,
    )
  const limits = readLimits(contract, texts)
  const refusal = checkLimits(plan, limits)
  if (refusal) return refusal
  if (readStake === undefined || toMinor(readStake) !== toMinor(plan.stake))
    return refuseLeg(
      'SLIP_INVALID',
      `A stake of ${plan.stake} was asked, the slip says "${stake}".`,
    )
  if ('fault' in target) return refuseSlip('the place button', target.fault)
  return { ok: true, slip: { odds: readOdds, stake: readStake, ...limits }, target }
}

function readLimits(contract: CompiledContract, { maxStake, session }: SlipTexts): Limits {
  const read = (text: string | null) => (text === null ? null : (contract.readMoney(text) ?? null))
  return { maxStake: read(maxStake), balance: read(session.balance) }
}

function checkLimits({ stake }: LegPlan, { maxStake, balance }: Limits): Refusal | undefined {
  if (maxStake !== null && toMinor(maxStake) < toMinor(stake))
    return refuseLeg(
      'STAKE_OVER_LIMIT',
      `A stake of ${stake} was asked, the largest is ${maxStake}.`,
    )
  if (balance !== null && toMinor(balance) < toMinor(stake))
    return refuseLeg('FUNDS', `A stake of ${stake} was asked, the balance is ${balance}.`)
  return undefined
}

function refuseSlip(what: string, fault: string): Refusal {
  return refuseLeg('SLIP_INVALID', `The slip does not show ${what}: ${fault}.`)
}
