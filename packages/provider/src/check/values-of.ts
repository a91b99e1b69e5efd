import type { ListRule } from '../contract/bet-list.ts'
import type { ProviderContract } from '../contract/contract.ts'
import type { Field } from '../contract/field.ts'
import { QUOTE_FIELDS } from '../contract/stream.ts'
import { wordsOf } from '../contract/value.ts'
import type { ValueAt, ValueWords } from '../contract/value.ts'

/** What a value is, as far as its words go. */
export type Meaning = 'odds' | 'money' | 'line' | 'instant' | 'other'

/** A place of the contract that reads one value. */
export interface PlacedValue {
  readonly path: string
  readonly meaning: Meaning
  readonly words: ValueWords & { readonly over?: string | undefined }
  /** Of the page, which may write otherwise than the messages. */
  readonly isOfPage?: boolean
}

const MEANINGS: Partial<Record<Field['type'], Meaning>> = {
  odds: 'odds',
  money: 'money',
  decimal: 'line',
  datetime: 'instant',
}

function ofField(path: string, field: Field | undefined): PlacedValue[] {
  return field === undefined
    ? []
    : [{ path, meaning: MEANINGS[field.type] ?? 'other', words: field }]
}

function ofValue(path: string, meaning: Meaning, value: ValueAt | undefined): PlacedValue[] {
  return value === undefined ? [] : [{ path, meaning, words: wordsOf(value) }]
}

function ofStream({ stream }: ProviderContract): PlacedValue[] {
  return stream.map.flatMap(({ key, eventKey, marketKey, fields }, at) => {
    const path = `stream.map[${at}]`
    return [
      ...ofField(`${path}.key`, key),
      ...ofField(`${path}.eventKey`, eventKey),
      ...ofField(`${path}.marketKey`, marketKey),
      ...QUOTE_FIELDS.flatMap((name) => ofField(`${path}.fields.${name}`, fields[name])),
    ]
  })
}

function ofSlip({ place, session }: ProviderContract): PlacedValue[] {
  const { selectionId, stake, odds, maxStake } = place.slip
  const ofPage = (path: string, meaning: Meaning, words: ValueWords | undefined): PlacedValue[] =>
    words === undefined ? [] : [{ path, meaning, words, isOfPage: true }]
  return [
    ...ofPage('place.slip.selectionId', 'other', selectionId),
    ...ofPage('place.slip.stake', 'money', stake),
    ...ofPage('place.slip.odds', 'odds', odds),
    ...ofPage('place.slip.maxStake', 'money', maxStake),
    ...ofPage('session.balance', 'money', session.balance),
    ...ofPage('place.dialog.stake', 'money', place.dialog?.stake),
    ...ofPage('place.dialog.odds', 'odds', place.dialog?.odds),
  ]
}

function ofPlacing({ place, receipt }: ProviderContract): PlacedValue[] {
  const { endpoint, gate } = place
  return [
    ...ofValue('place.endpoint.selectionId', 'other', endpoint?.selectionId),
    ...ofValue('place.endpoint.stake', 'money', endpoint?.stake),
    ...ofValue('place.endpoint.odds', 'odds', endpoint?.odds),
    ...ofValue('place.gate.selectionId', 'other', gate?.selectionId),
    ...receipt.cases.flatMap((answer, at) => [
      ...ofValue(`receipt.cases[${at}].stake`, 'money', answer.stake),
      ...ofValue(`receipt.cases[${at}].odds`, 'odds', answer.odds),
      ...ofValue(`receipt.cases[${at}].placedAt`, 'instant', answer.placedAt),
      ...(['betReference', 'selectionId', 'eventId', 'code', 'ticket'] as const).flatMap((name) =>
        ofValue(`receipt.cases[${at}].${name}`, 'other', answer[name]),
      ),
    ]),
  ]
}

const LISTED = [
  'betReference',
  'selectionId',
  'stake',
  'odds',
  'status',
  'placedAt',
  'returned',
  'cashOut',
] as const

function ofList(path: string, rule: ListRule): PlacedValue[] {
  return LISTED.flatMap((name) => ofField(`${path}.${name}`, rule[name]))
}

/** Every value that a contract reads: of stream, slip, request, receipt and lists. */
export function valuesOf(contract: ProviderContract): PlacedValue[] {
  return [
    ...ofStream(contract),
    ...ofSlip(contract),
    ...ofPlacing(contract),
    ...ofList('openBets', contract.openBets),
    ...ofList('history', contract.history),
    { path: 'balance', meaning: 'money', words: contract.balance },
  ]
}
