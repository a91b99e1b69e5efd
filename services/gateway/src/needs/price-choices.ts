/**
 * Owns what an operator is shown of a lone leg: what is exposed, and each bet that covers it at present prices. The sizes and
 * worst cases come from @surefoot/execution-rules and @surefoot/arbitrage, as those of the hedge service do.
 * A price that is old or suspended, and an account that cannot bet, give no number: why not, instead.
 */
import {
  fromMinor,
  priceChoices,
  toMinor,
  worstCaseOfHold,
  type HedgeQuote,
  type StakeLimits,
} from '@surefoot/arbitrage'
import { findExposed, payoffInForce, type ExposedBets, type Side } from '@surefoot/execution-rules'
import type { Account, ExecutionRecord, PresentPrice, Refusal } from '@surefoot/shared/messages'
import type { Desk } from '../desk.ts'
import type { Choices, PricedChoice } from './choice-view.ts'

/** The present prices of a desk; a refusal says why none is known. */
export type Prices =
  | { readonly ok: true; readonly prices: readonly PresentPrice[]; readonly maxAgeMs: number }
  | Refusal

/** What can be staked by the contract of a side; a refusal says why that is not known. */
export type Limits = { readonly ok: true; readonly limits: StakeLimits } | Refusal

export interface Market {
  readonly prices: Prices
  readonly limitsOf: (side: Pick<Side, 'account'>) => Limits
  readonly accounts: Desk['accounts']
}

/** What the bets in force win or lose, and what an operator can do about it; null if nothing is exposed. */
export function viewChoices(
  record: ExecutionRecord,
  market: Market,
): Pick<Choices, 'worstCase' | 'payoff' | 'choices'> | null {
  const exposed = findExposed(record)
  if (exposed === undefined) return null
  const quotes = exposed.sides.map((side) => quoteOf(side, market))
  const priced = new Map(priceChoices(exposed.bets, quotes).map((choice) => [choice.kind, choice]))
  return {
    worstCase: fromMinor(worstCaseOfHold(exposed.bets)),
    payoff: [...payoffInForce(record)].map(([outcome, minor]) => ({
      outcome,
      amount: fromMinor(minor),
    })),
    choices: exposed.sides.map((side) => viewChoice(side, priced.get(side.kind), market.prices)),
  }
}

/** The selections whose prices the choices need. */
export function selectionsOf(
  exposed: ExposedBets,
): Pick<PresentPrice, 'account' | 'selectionId'>[] {
  return exposed.sides.map(({ account, selectionId }) => ({ account, selectionId }))
}

function viewChoice(
  { kind, account, outcome, providerId, selectionId }: Side,
  choice: ReturnType<typeof priceChoices>[number] | undefined,
  prices: Prices,
): PricedChoice {
  const { odds = null, stakeMinor = null, worstCaseMinor = null } = choice ?? {}
  const price = findPrice(prices, { account, selectionId })
  return {
    kind,
    account,
    outcome,
    providerId,
    odds,
    ageMs: price?.ageMs ?? null,
    stake: stakeMinor === null ? null : fromMinor(stakeMinor),
    worstCase: worstCaseMinor === null ? null : fromMinor(worstCaseMinor),
    why: choice?.why ?? null,
  }
}

/** What a side can be backed at now, or why that is not known. */
function quoteOf(side: Side, { prices, limitsOf, accounts }: Market): HedgeQuote {
  const { kind, account, outcome } = side
  const no = (why: string): HedgeQuote => ({ kind, account, why })
  const closed = whyClosed(account, accounts)
  if (closed !== undefined) return no(closed)
  if (!prices.ok) return no(prices.message)
  const price = findPrice(prices, side)
  if (price === undefined) return no('The stream of the account has no price for it.')
  const doubt = doubtOf(price, side, prices.maxAgeMs)
  if (doubt !== undefined) return no(doubt)
  const known = limitsOf(side)
  if (!known.ok) return no(known.message)
  const balance = accounts[account].browser?.balance ?? null
  if (balance === null) return no(`The balance of account ${account} is not known.`)
  return { kind, account, outcome, odds: price.odds, limits: within(known.limits, price, balance) }
}

function findPrice(
  prices: Prices,
  { account, selectionId }: Pick<Side, 'account' | 'selectionId'>,
): PresentPrice | undefined {
  if (!prices.ok) return undefined
  return prices.prices.find((each) => each.account === account && each.selectionId === selectionId)
}

/** Why nothing can be bet at an account now. */
function whyClosed(account: Account, accounts: Desk['accounts']): string | undefined {
  const { browser } = accounts[account]
  if (browser === null || !browser.isUp)
    return `Account ${account} has no browser open. Switch it on.`
  return browser.isLoggedIn === false
    ? `Account ${account} is logged out. Log in again.`
    : undefined
}

/** Why the price is not relied on. */
function doubtOf(price: PresentPrice, side: Side, maxAgeMs: number): string | undefined {
  const isOther =
    price.providerId !== side.providerId || price.contractVersion !== side.contractVersion
  if (isOther)
    return `Account ${side.account} is at another bookmaker, or read by another version of its contract.`
  if (price.suspended) return 'The bookmaker has suspended it.'
  return price.ageMs > maxAgeMs
    ? `Its price is older than ${maxAgeMs / 1000} s: it is not known any more.`
    : undefined
}

/** What can be staked now: no more than the price is for, and the balance holds. */
function within(limits: StakeLimits, { maxStake }: PresentPrice, balance: string): StakeLimits {
  const bounds = [limits.maxMinor ?? Infinity, toMinor(balance)]
  if (maxStake !== null) bounds.push(toMinor(maxStake))
  return { ...limits, maxMinor: Math.min(...bounds) }
}
