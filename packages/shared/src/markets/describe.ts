/** Owns how a market and an outcome are named for people: on the console and at the terminal. */
import type { Market, Outcome } from '../messages/quote.ts'
import { negateLine, plainLine } from './line.ts'
import { MARKETS } from './market-table.ts'

interface NamedEvent {
  readonly home: string
  readonly away: string
  readonly market: Market
  readonly line: string | null
}

const NAMES: Readonly<Record<Outcome, (event: NamedEvent) => string>> = {
  home: ({ home }) => home,
  draw: () => 'Draw',
  away: ({ away }) => away,
  over: () => 'Over',
  under: () => 'Under',
  yes: () => 'Yes',
  no: () => 'No',
  odd: () => 'Odd',
  even: () => 'Even',
  home_draw: ({ home }) => `${home} or draw`,
  home_away: ({ home, away }) => `${home} or ${away}`,
  draw_away: ({ away }) => `Draw or ${away}`,
}

/** `Total 2.5`, `Winner`, `Handicap -0.5`: the line of a handicap is home's. */
export function describeMarket(market: Market, line: string | null): string {
  const { name, line: rule } = MARKETS[market]
  if (line === null) return name
  return `${name} ${rule === 'margin' ? signed(line) : line}`
}

/** What an outcome is, with the name of who must win and the line as its side has it: `Reds -0.5`, `Blues +0.5`. */
export function describeOutcome(outcome: Outcome, event: NamedEvent): string {
  const name = NAMES[outcome](event)
  const { market, line } = event
  if (line === null) return name
  if (MARKETS[market].line !== 'margin') return `${name} ${line}`
  return `${name} ${signed(outcome === 'away' ? negateLine(line) : line)}`
}

function signed(line: string): string {
  const plain = plainLine(line)
  return plain === '0' || plain.startsWith('-') ? plain : `+${plain}`
}
