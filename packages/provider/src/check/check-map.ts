import { quote } from '@surefoot/shared/messages'
import type { ProviderContract } from '../contract/contract.ts'
import type { Field } from '../contract/field.ts'
import { QUOTE_FIELDS } from '../contract/stream.ts'
import type { MapRule, QuoteField } from '../contract/stream.ts'
import { checkField } from './check-field.ts'
import type { Fault } from './fault.ts'

/** A quote is nothing without these; the others have a meaning when a provider does not say them. */
const REQUIRED = ['home', 'away', 'start', 'sport', 'market', 'outcome', 'odds'] as const
/** Said of one outcome, never of its market or event. */
const OF_SELECTION: ReadonlySet<QuoteField> = new Set(['outcome', 'odds', 'maxStake'])

const IDS: readonly Field['type'][] = ['string', 'int']
/** Which types give what the wire's quote carries. */
const TYPES: Record<QuoteField, readonly Field['type'][]> = {
  eventId: IDS,
  home: ['string'],
  away: ['string'],
  start: ['datetime', 'epoch', 'epochMs'],
  sport: ['string'],
  competition: ['string'],
  market: IDS,
  line: ['decimal'],
  outcome: IDS,
  odds: ['odds'],
  maxStake: ['money'],
  suspended: ['bool'],
}

function isOurs(name: QuoteField, value: string | boolean | null): boolean {
  return quote.shape[name].safeParse(value).success
}

/** Words and defaults are our side of a translation: they must be what a quote carries. */
function checkOurs(name: QuoteField, field: Field, path: string): Fault[] {
  const faults: Fault[] = []
  if (!TYPES[name].includes(field.type))
    faults.push([`${path}.type`, `must be ${TYPES[name].join(' or ')} for ${name}`])
  if (field.default !== undefined && !isOurs(name, field.default)) {
    faults.push([`${path}.default`, `${JSON.stringify(field.default)} is no ${name} of a quote`])
  }
  if (name === 'market' || name === 'outcome' || name === 'sport') {
    for (const [word, ours] of Object.entries(field.words ?? {})) {
      if (ours !== null && !isOurs(name, ours))
        faults.push([`${path}.words.${word}`, `${JSON.stringify(ours)} is no ${name} of a quote`])
    }
  }
  return faults
}

function checkKeys(rule: MapRule, path: string): Fault[] {
  const faults: Fault[] = []
  for (const [name, field] of Object.entries({
    key: rule.key,
    eventKey: rule.eventKey,
    marketKey: rule.marketKey,
  })) {
    if (field === undefined) continue
    if (!IDS.includes(field.type))
      faults.push([`${path}.${name}.type`, 'must be string or int for a key'])
    faults.push(...checkField(field, `${path}.${name}`, rule.each.length))
  }
  if (rule.table === 'event' && rule.eventKey !== undefined)
    faults.push([`${path}.eventKey`, 'an event names no other event'])
  if (rule.table !== 'selection' && rule.marketKey !== undefined) {
    faults.push([`${path}.marketKey`, 'only a selection names its market'])
  }
  return faults
}

function checkRule(rule: MapRule, path: string): Fault[] {
  const faults = checkKeys(rule, path)
  for (const name of QUOTE_FIELDS) {
    const field = rule.fields[name]
    if (field === undefined) continue
    const place = `${path}.fields.${name}`
    faults.push(...checkField(field, place, rule.each.length), ...checkOurs(name, field, place))
    if (rule.effect === 'delete') faults.push([place, 'a rule that deletes reads no fields'])
    if (rule.table !== 'selection' && OF_SELECTION.has(name))
      faults.push([place, 'belongs to the table "selection"'])
  }
  return faults
}

/** Whether any selection can ever become a quote. */
function checkReach({ stream }: ProviderContract): Fault[] {
  const rules = stream.map.filter((rule) => rule.effect !== 'delete')
  const gives = (name: QuoteField) => rules.some((rule) => rule.fields[name] !== undefined)
  const faults: Fault[] = REQUIRED.filter((name) => !gives(name)).map((name) => [
    'stream.map',
    `no rule gives ${name}`,
  ])
  const has = (table: MapRule['table']) => rules.some((rule) => rule.table === table)
  const named = {
    event: rules.some((rule) => rule.eventKey),
    market: rules.some((rule) => rule.marketKey),
  }
  if (!gives('eventId') && !named.event)
    faults.push(['stream.map', 'no rule gives eventId or an eventKey'])
  for (const table of ['event', 'market'] as const) {
    if (has(table) && !named[table])
      faults.push([
        'stream.map',
        `no rule has a ${table}Key: nothing hangs on the table "${table}"`,
      ])
  }
  return faults
}

/** A line whose sign is guessed is another market: without `handicapLine` no handicap becomes a quote. */
function checkHandicap({ stream, handicapLine }: ProviderContract): Fault[] {
  const isNamed = stream.map.some(({ fields: { market } }) =>
    [market?.default, ...Object.values(market?.words ?? {})].includes('handicap'),
  )
  return isNamed && handicapLine === undefined
    ? [['handicapLine', "is missing: whose handicap is the line, home's or the side's?"]]
    : []
}

export function checkMap(contract: ProviderContract): Fault[] {
  return [
    ...contract.stream.map.flatMap((rule, at) => checkRule(rule, `stream.map[${at}]`)),
    ...checkReach(contract),
    ...checkHandicap(contract),
  ]
}
