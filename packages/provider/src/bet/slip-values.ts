import type { ProviderContract } from '../contract/contract.ts'
import type { Reading } from '../contract/page.ts'
import { compileMoneyWriter, compileValue } from '../values/value.ts'
import type { Notation } from '../values/value.ts'

type ReadText = (text: string) => string | undefined

/** What the page shows of a slip and a session as the wire has it, and a stake as the page has it. */
export interface SlipValues {
  readonly selectionId: ReadText
  readonly stake: ReadText
  readonly odds: ReadText
  readonly maxStake: ReadText
  readonly balance: ReadText
  /** The stake as it is filled in; undefined: the page cannot write it. */
  readonly writeStake: (stake: string) => string | undefined
}

/** A page writes whole numbers where the contract says nothing else: a scale of the messages is not the page's. */
export function pageNotation(contract: ProviderContract): Notation {
  const { schema, currency, oddsRange } = contract
  const { oddsFormat, numberLocale } = contract
  return { schema, currency, oddsRange, ...(contract.page ?? { oddsFormat, numberLocale }) }
}

/** Reads and writes the values of the slip by the same words. */
export function compileSlipValues(contract: ProviderContract): SlipValues {
  const notation = pageNotation(contract)
  const { selectionId, stake, odds, maxStake } = contract.place.slip
  const money = (reading: Reading | undefined) => compileValue('pageMoney', reading ?? {}, notation)
  const isCut = selectionId.between !== undefined
  return {
    selectionId: isCut ? compileValue('id', selectionId, notation) : (text) => text,
    stake: money(stake),
    odds: compileValue('pageOdds', odds, notation),
    maxStake: money(maxStake),
    balance: money(contract.session.balance),
    writeStake: compileMoneyWriter(stake, notation),
  }
}

export type Readings = Pick<ProviderContract['place'], 'slip'> & Pick<ProviderContract, 'session'>

/** Readings with the mark of their numbers, so that a number box, which has a point always, is read as the page writes. */
export function markReadings(contract: ProviderContract): Readings {
  const { numberLocale } = pageNotation(contract)
  const { slip } = contract.place
  const { stake, odds, maxStake } = slip
  const { balance } = contract.session
  return {
    slip: {
      ...slip,
      stake: { numberLocale, ...stake },
      odds: { numberLocale, ...odds },
      ...(maxStake === undefined ? {} : { maxStake: { numberLocale, ...maxStake } }),
    },
    session: { ...contract.session, balance: { numberLocale, ...balance } },
  }
}
