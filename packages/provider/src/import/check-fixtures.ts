import type { Quote } from '@surefoot/shared/messages'
import type { Fault } from '../check/fault.ts'
import type { ProviderContract } from '../contract/contract.ts'
import { moneyUnits } from '../values/money.ts'

function findTwice(values: readonly string[]): number[] {
  return values.flatMap((value, at) => (values.indexOf(value) < at ? [at] : []))
}

function checkTwice({ fixtures }: ProviderContract): Fault[] {
  const titles: Fault[] = findTwice(fixtures.map(({ title }) => title)).map((at) => [
    `fixtures[${at}].title`,
    'is the title of another fixture: a fault could be of either',
  ])
  const rows = fixtures.flatMap(({ quotes }, at) =>
    findTwice(quotes.map(({ selectionId }) => selectionId)).map((row): Fault => [
      `fixtures[${at}].quotes[${row}].selectionId`,
      'is listed before: a selection is one quote',
    ]),
  )
  return [...titles, ...rows]
}

/** How two providers settle is compared by sport: a sport without rules is never bet on. */
function checkSports({ rules, fixtures }: ProviderContract): Fault[] {
  const sports = Object.keys(rules)
  if (sports.length === 0)
    return [['rules', 'names no sport: nothing of this provider could be compared with another']]
  const quoted = new Set(fixtures.flatMap(({ quotes }) => quotes.map(({ sport }) => sport)))
  return [...quoted]
    .filter((sport) => !sports.includes(sport))
    .map((sport) => [
      'rules',
      `has no "${sport}", which a fixture quotes: without it nothing of that sport is bet on`,
    ])
}

function checkStake({ stake }: ProviderContract): Fault[] {
  return moneyUnits(stake.max) === 0 ? [['stake.max', 'must be more than nothing']] : []
}

export function checkFixtures(contract: ProviderContract): Fault[] {
  return [...checkTwice(contract), ...checkSports(contract), ...checkStake(contract)]
}

/** Two selections that would be the same bet: a rule takes two markets of the provider for one of ours. */
export function checkSameBet(quotes: readonly Quote[]): string[] {
  const known = new Map<string, string>()
  return quotes.flatMap(({ eventId, market, line, outcome, selectionId }) => {
    const bet = JSON.stringify([eventId, market, line, outcome])
    const other = known.get(bet)
    known.set(bet, other ?? selectionId)
    return other === undefined
      ? []
      : [
          `selections ${other} and ${selectionId} are both ${outcome} of ${market}${line === null ? '' : ` ${line}`} in event ${eventId}: a rule catches two markets; pass one over by "where" or "words"`,
        ]
  })
}
