import type { ProviderContract } from '../contract/contract.ts'
import { compileWildcards } from '../url-pattern.ts'
import { compileValue } from '../values/value.ts'
import { matchesPermit } from './permit.ts'
import type { Permit } from './permit.ts'
import { pageNotation } from './slip-values.ts'

/** A question that a page asks in a window of the browser. */
export interface AskedDialog {
  readonly kind: string
  readonly text: string
}

/** Why a dialog may not be accepted under a permit; undefined: the contract expects it, and it names the bet. */
export type JudgeDialog = (asked: AskedDialog, permit: Permit) => string | undefined

const LONGEST_SHOWN = 200
/** Longer texts are no question about one bet. */
const LONGEST_TEXT = 2000

/** Judges the one dialog that a contract may expect between the click and the bet. */
export function compileDialog(contract: ProviderContract): JudgeDialog {
  const { dialog } = contract.place
  const show = (text: string): string => JSON.stringify(text.slice(0, LONGEST_SHOWN))
  if (dialog === undefined)
    return ({ text }) => `the page asked ${show(text)}, and the contract expects no dialog`
  const notation = pageNotation(contract)
  const matches = compileWildcards(dialog.text.trim())
  const readStake = dialog.stake && compileValue('pageMoney', dialog.stake, notation)
  const readOdds = dialog.odds && compileValue('pageOdds', dialog.odds, notation)
  return ({ kind, text }, permit) => {
    const written = text.trim()
    if (kind !== dialog.kind || written.length > LONGEST_TEXT || !matches(written))
      return `the page asked ${show(text)}, and the contract expects the ${dialog.kind} ${show(dialog.text)}`
    const stake = readStake === undefined ? permit.stake : readStake(written)
    const odds = readOdds === undefined ? permit.leastOdds : readOdds(written)
    if (stake === undefined || odds === undefined)
      return `the page asked ${show(text)}, of which the contract cannot read ${stake === undefined ? 'the stake' : 'the odds'}`
    const match = matchesPermit({ selectionId: permit.selectionId, stake, odds }, permit)
    return match.ok ? undefined : `the page asked ${show(text)}: ${match.why}`
  }
}
