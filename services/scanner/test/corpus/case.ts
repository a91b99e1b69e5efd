import type { Account, Outcome, Quote } from '@surefoot/shared/messages'
import { batch, openDesk, quote, startMs } from '../builders.ts'

/** The two prices of an account: of home or over, then of away or under. */
export type Prices = readonly [string, string]

interface Batch {
  readonly account: Account
  /** Milliseconds from the start of the case; missing: 0. */
  readonly at?: number
  /** When the browser received it, on its own clock, if it came late. */
  readonly receivedAt?: number
  readonly prices?: Prices
  readonly changes?: Partial<Quote>
  /** What one outcome differs by. */
  readonly first?: Partial<Quote>
  readonly second?: Partial<Quote> | null
  readonly browserId?: string
  readonly source?: number
  readonly quotes?: readonly Quote[]
}

export interface Case {
  readonly title: string
  readonly batches: readonly Batch[]
}

type Options = Partial<Quote> & { readonly at?: number }

/** Both accounts price one market. */
export function both(title: string, A: Prices, B: Prices, changes: Options = {}): Case {
  const { at = 0, ...of } = changes
  return {
    title,
    batches: [
      { account: 'A', at, prices: A, changes: of },
      { account: 'B', at, prices: B, changes: of },
    ],
  }
}

/** Further batches after those of a case. */
export function followed(before: Case, ...batches: readonly Batch[]): Case {
  return { ...before, batches: [...before.batches, ...batches] }
}

/** Lines of the same match and sport of which the accounts agree which outcome is likely; swapped: of which they do not. */
export function beside(
  each: Case,
  lines: readonly string[],
  swapped: readonly string[] = [],
): Case {
  const clear = (account: Account, line: string, prices: Prices): Batch => ({
    account,
    prices,
    changes: { market: 'total', sport: 'football', line },
  })
  const batches = [
    ...lines.flatMap((line) => [
      clear('A', line, ['1.4', '2.8']),
      clear('B', line, ['1.42', '2.75']),
    ]),
    ...swapped.flatMap((line) => [
      clear('A', line, ['1.83', '1.98']),
      clear('B', line, ['1.98', '1.83']),
    ]),
  ]
  return { ...each, batches: [...batches, ...each.batches] }
}

/** Sports of teams have other names than tennis has. */
const TEAMS = { home: 'Everton', away: 'Liverpool' } as const

function quotesOf({ account, prices, changes, first, second, quotes = [] }: Batch): Quote[] {
  if (prices === undefined) return [...quotes]
  const outcomes: readonly [Outcome, Outcome] =
    changes?.market === 'total' ? ['over', 'under'] : ['home', 'away']
  const names = changes?.sport === undefined ? {} : TEAMS
  const [one, other] = [0, 1].map((index) =>
    quote(account, {
      ...names,
      ...changes,
      outcome: outcomes[index] ?? 'home',
      odds: prices[index] ?? '2',
    }),
  )
  return [
    ...(one === undefined ? [] : [{ ...one, ...first }]),
    ...(other === undefined || second === null ? [] : [{ ...other, ...second }]),
    ...quotes,
  ]
}

/** What a case ends with: the opportunities that are offered, and the rows that the rails refuse. */
export function run({ batches }: Case) {
  const desk = openDesk({ isAgreed: false })
  const offered = new Map<string, { readonly isReview: boolean }>()
  let endAt = 0
  for (const each of batches) {
    const { account, at = 0, receivedAt, browserId, source } = each
    endAt = Math.max(endAt, at)
    const { browserId: usual } = batch(account)
    const heard = desk.say(account, quotesOf(each), {
      at,
      browserId: browserId ?? usual,
      ...(receivedAt === undefined ? {} : { receivedAt: startMs + receivedAt }),
      ...(source === undefined ? {} : { source }),
    })
    for (const event of [...heard, ...desk.tick(at)]) {
      if (event.kind === 'found')
        offered.set(event.opportunity.opportunityId, {
          isReview: event.opportunity.review !== undefined,
        })
      if (event.kind === 'gone') offered.delete(event.opportunityId)
    }
  }
  const rails = desk.refused(endAt).filter(({ endedAgoMs }) => endedAgoMs === null)
  return { offered: [...offered.values()], rails: rails.map(({ rail }) => rail) }
}
