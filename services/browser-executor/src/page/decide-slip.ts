import type { CompiledContract } from '@surefoot/provider'
import { compareOdds, toMinor } from '@surefoot/arbitrage'
import type { LegPlan, Refusal, Slip } from '@surefoot/shared/messages'
import { refuseLeg } from '../legs/refuse-leg.ts'
import type { AimReply } from '../ports.ts'
import type { SlipTexts } from './page-script.ts'

type Limits = Pick<Slip, 'maxStake' | 'balance'>

/**
 * Whether what the page shows is this leg and may be placed: logged in, the same selection and stake, odds not under
 * the least, inside limit and balance, nothing in the way of the click. A limit or a balance that is shown and cannot be
 * read refuses. Refusals say what was asked, what was found and what to do.
 */
export function decideSlip(contract: CompiledContract, plan: LegPlan, texts: SlipTexts): AimReply {
  const { session, selectionId, stake, odds, target } = texts
  const { name } = contract.contract
  if (session.isLoggedOut || !session.isLoggedIn)
    return refuseLeg('LOGGED_OUT', `Nobody is logged in at ${name}.`)
  if (typeof selectionId !== 'string') return refuseSlip('the selection', selectionId.fault)
  if (contract.slip.selectionId(selectionId) !== plan.selectionId)
    return refuseLeg(
      'SLIP_INVALID',
      `Selection ${plan.selectionId} was asked, the slip has ${selectionId}.`,
    )
  if (texts.isSuspended) return refuseLeg('SUSPENDED', `${name} has suspended the selection.`)
  if (typeof odds !== 'string') return refuseSlip('the odds', odds.fault)
  if (typeof stake !== 'string') return refuseSlip('the stake', stake.fault)
  const [readOdds, readStake] = [contract.slip.odds(odds), contract.slip.stake(stake)]
  if (readOdds === undefined) return refuseSlip('the odds', `"${odds}" are no odds`)
  if (compareOdds(readOdds, plan.leastOdds) < 0)
    return refuseLeg(
      'ODDS_MOVED',
      `Odds of at least ${plan.leastOdds} were asked, the slip says ${readOdds}.`,
    )
  const read = readLimits(contract, texts)
  if (!read.ok) return read
  const { limits } = read
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

/** What is shown and cannot be read is never "none": undefined is for what is not shown. */
function readLimits(
  contract: CompiledContract,
  { maxStake, session }: SlipTexts,
): { readonly ok: true; readonly limits: Limits } | Refusal {
  const limit = readAmount(
    contract.slip.maxStake,
    'the largest stake',
    maxStake === '' ? null : maxStake,
  )
  if ('ok' in limit) return limit
  const balance = readAmount(contract.slip.balance, 'the balance', session.balance)
  if ('ok' in balance) return balance
  return { ok: true, limits: { maxStake: limit.amount, balance: balance.amount } }
}

function readAmount(
  read: (text: string) => string | undefined,
  what: string,
  text: SlipTexts['maxStake'],
): { readonly amount: string | null } | Refusal {
  if (text === null) return { amount: null }
  if (typeof text !== 'string') return refuseSlip(what, text.fault)
  const amount = read(text)
  return amount === undefined
    ? refuseSlip(what, `"${text}" is no amount that can be read`)
    : { amount }
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
