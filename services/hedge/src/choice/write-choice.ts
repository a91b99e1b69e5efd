import { fromMinor, type Choice } from '@surefoot/arbitrage'
import type { HedgeChoice } from '@surefoot/shared'

/** A choice as the steps of a hedge hold it. */
export function writeChoice(choice: Choice): HedgeChoice {
  const { kind, account, odds, stakeMinor, worstCaseMinor, why } = choice
  const stake = stakeMinor === null ? null : fromMinor(stakeMinor)
  const worstCase = worstCaseMinor === null ? null : fromMinor(worstCaseMinor)
  return { kind, account, odds, stake, worstCase, why }
}
