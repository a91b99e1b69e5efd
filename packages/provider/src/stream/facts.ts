import { market as marketSchema, outcome as outcomeSchema } from '@surefoot/shared/messages'
import type { Market, Outcome } from '@surefoot/shared/messages'
import { QUOTE_FIELDS } from '../contract/stream.ts'
import type { QuoteField } from '../contract/stream.ts'
import { idOf } from '../values/foreign.ts'

/** What a row knows of a quote. undefined: never said. null: said to be nothing. */
export interface Facts {
  eventId: string | null | undefined
  home: string | null | undefined
  away: string | null | undefined
  start: string | null | undefined
  sport: string | null | undefined
  competition: string | null | undefined
  market: Market | null | undefined
  line: string | null | undefined
  outcome: Outcome | null | undefined
  odds: string | null | undefined
  maxStake: string | null | undefined
  suspended: boolean | null | undefined
}

export function createFacts(): Facts {
  return {
    eventId: undefined,
    home: undefined,
    away: undefined,
    start: undefined,
    sport: undefined,
    competition: undefined,
    market: undefined,
    line: undefined,
    outcome: undefined,
    odds: undefined,
    maxStake: undefined,
    suspended: undefined,
  }
}

export function isSameFacts(left: Facts, right: Facts): boolean {
  return QUOTE_FIELDS.every((name) => left[name] === right[name])
}

type FactValue = string | boolean | null

/** Lengths are those of the wire's quote: what is longer is not cut, but unreadable. */
function textUpTo(longest: number): (value: FactValue) => string | undefined {
  return (value) =>
    typeof value === 'string' && value !== '' && value.length <= longest ? value : undefined
}

const nameOf = textUpTo(300)
const sportOf = textUpTo(40)
const lineOf = textUpTo(12)
const readyText = textUpTo(40)

const MARKETS = new Map<FactValue, Market>(marketSchema.options.map((name) => [name, name]))
const OUTCOMES = new Map<FactValue, Outcome>(outcomeSchema.options.map((name) => [name, name]))

type Writer = (facts: Facts, value: FactValue) => boolean

/** Sets a fact and says whether the value was one; otherwise the fact is unknown from now on. */
export const WRITERS: Record<QuoteField, Writer> = {
  eventId: (facts, value) => (facts.eventId = idOf(value)) !== undefined,
  home: (facts, value) => (facts.home = nameOf(value)) !== undefined,
  away: (facts, value) => (facts.away = nameOf(value)) !== undefined,
  start: (facts, value) => (facts.start = readyText(value)) !== undefined,
  sport: (facts, value) => (facts.sport = sportOf(value)) !== undefined,
  competition: (facts, value) =>
    (facts.competition = value === null ? null : nameOf(value)) !== undefined,
  market: (facts, value) => (facts.market = MARKETS.get(value)) !== undefined,
  line: (facts, value) => (facts.line = value === null ? null : lineOf(value)) !== undefined,
  outcome: (facts, value) => (facts.outcome = OUTCOMES.get(value)) !== undefined,
  odds: (facts, value) => (facts.odds = readyText(value)) !== undefined,
  maxStake: (facts, value) =>
    (facts.maxStake = value === null ? null : readyText(value)) !== undefined,
  suspended: (facts, value) =>
    (facts.suspended = typeof value === 'boolean' ? value : undefined) !== undefined,
}
