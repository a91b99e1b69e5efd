import type { ProviderContract } from '../contract/contract.ts'
import { oddsFormat } from '../contract/scalars.ts'
import { timeFormat } from '../contract/value.ts'
import { oddsUnits } from '../values/odds.ts'
import { isLanguage2, takesScale } from '../values/value.ts'
import { isZone } from '../values/zone.ts'
import type { Fault } from './fault.ts'
import { valuesOf } from './values-of.ts'
import type { Meaning, PlacedValue } from './values-of.ts'

const FORMATS: Record<Meaning, readonly string[]> = {
  odds: oddsFormat.options,
  money: ['shown'],
  line: [],
  instant: timeFormat.options,
  other: [],
}
/** Formats whose times may be without an offset. */
const WRITTEN: ReadonlySet<string> = new Set(['iso', 'ymd', 'dmy', 'mdy', 'rfc'])
/** Whose times hardly ever have one. */
const WITHOUT_OFFSET: ReadonlySet<string> = new Set(['dmy', 'mdy'])
const NUMBERS: ReadonlySet<Meaning> = new Set(['odds', 'money', 'line'])

function checkFormat({ meaning, words: { format } }: PlacedValue): string[] {
  if (format === undefined || FORMATS[meaning].includes(format)) return []
  const allowed = FORMATS[meaning].join(' or ')
  return [`format: ${format} is no format of this value${allowed === '' ? '' : `: ${allowed}`}`]
}

function checkScale(value: PlacedValue, contract: ProviderContract): string[] {
  const { meaning, words } = value
  const { scale } = words
  if (scale === undefined) return []
  if (!NUMBERS.has(meaning)) return ['scale: this value is no number that counts']
  if (scale === 'minor' && meaning !== 'money') return ['scale: only money has minor units']
  const format = meaning === 'odds' ? formatOf(value, contract) : undefined
  return format === undefined || takesScale(format) ? [] : [`scale: ${format} odds have none`]
}

function formatOf({ words, isOfPage }: PlacedValue, contract: ProviderContract) {
  const whole = isOfPage ? (contract.page ?? contract) : contract
  return oddsFormat.safeParse(words.format).data ?? whole.oddsFormat
}

function checkZone({ meaning, words: { format = 'iso', zone } }: PlacedValue): string[] {
  if (meaning !== 'instant') return zone === undefined ? [] : ['zone: this value is no time']
  if (zone === undefined)
    return WITHOUT_OFFSET.has(format) ? [`zone: is missing: whose time is it?`] : []
  if (!WRITTEN.has(format)) return [`zone: ${format} counts the same everywhere`]
  return isZone(zone) ? [] : [`zone: "${zone}" is no time zone, such as "Europe/Stockholm"`]
}

function checkOver(value: PlacedValue, contract: ProviderContract): string[] {
  if (value.words.over === undefined) return []
  return value.meaning === 'odds' && formatOf(value, contract) === 'fractional'
    ? []
    : ['over: is for fractional odds']
}

function checkText({ meaning, words: { numberLocale, between } }: PlacedValue): string[] {
  const faults: string[] = []
  if (numberLocale !== undefined && !NUMBERS.has(meaning))
    faults.push('numberLocale: this value is no number')
  if (between !== undefined && between.after === undefined && between.before === undefined)
    faults.push('between: needs "after" or "before"')
  return faults
}

function checkValue(value: PlacedValue, contract: ProviderContract): Fault[] {
  return [
    ...checkFormat(value),
    ...checkScale(value, contract),
    ...checkZone(value),
    ...checkOver(value, contract),
    ...checkText(value),
  ].map((fault) => {
    const at = fault.indexOf(': ')
    return [`${value.path}.${fault.slice(0, at)}`, fault.slice(at + 2)]
  })
}

const WORDS = ['format', 'scale', 'numberLocale', 'zone', 'between', 'over'] as const

/** A document of version 1 means what it meant: words that it did not have make it none of that version. */
function checkLanguage(contract: ProviderContract): Fault[] {
  if (isLanguage2(contract)) return []
  const used: [string, unknown][] = valuesOf(contract).flatMap(({ path, words }) =>
    WORDS.map((word): [string, unknown] => [`${path}.${word}`, words[word]]),
  )
  const whole: [string, unknown][] = [
    ['scales', contract.scales],
    ['page.scales', contract.page?.scales],
    ['oddsRange', contract.oddsRange],
    ['handicapLine', contract.handicapLine],
    ['place.endpoint.isBet', contract.place.endpoint?.isBet],
    ['place.dialog', contract.place.dialog],
  ]
  return [...used, ...whole]
    .filter(([, word]) => word !== undefined)
    .map(([path]) => [path, 'is a word of "provider-contract/2": name it in "schema"'])
}

function checkWhole(contract: ProviderContract): Fault[] {
  const faults: Fault[] = []
  const { scales, page, oddsRange, oddsFormat: format } = contract
  for (const [path, named, of] of [
    ['scales', scales, format],
    ['page.scales', page?.scales, page?.oddsFormat ?? format],
  ] as const) {
    if (named?.odds !== undefined && !takesScale(of))
      faults.push([`${path}.odds`, `${of} odds have no scale`])
    for (const name of ['odds', 'line'] as const)
      if (named?.[name] === 'minor') faults.push([`${path}.${name}`, 'only money has minor units'])
  }
  if (oddsRange && (oddsUnits(oddsRange.min) ?? 0) >= (oddsUnits(oddsRange.max) ?? 0))
    faults.push(['oddsRange.min', 'is not below oddsRange.max'])
  return faults
}

/** Whether the words of every value fit what it is. */
export function checkValues(contract: ProviderContract): Fault[] {
  return [
    ...checkLanguage(contract),
    ...checkWhole(contract),
    ...valuesOf(contract).flatMap((value) => checkValue(value, contract)),
  ]
}
