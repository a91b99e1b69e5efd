/** Owns whether the two selections of a claim are what it states: one match, one market, its two outcomes. */
import { turn, type LiveBook, type Pair } from '@surefoot/appraisal'
import { plainLine } from '@surefoot/shared/markets'
import {
  ACCOUNTS,
  refuse,
  type Account,
  type Opportunity,
  type Quote,
  type Refusal,
} from '@surefoot/shared/messages'
import type { Claim } from './claim.ts'
import type { ReceivedQuote } from './received-prices.ts'

/** The quotes are of the provider, the version of its contract and the currency that the claim is for. */
export function refuseSource({ claimed, received }: Claim): Refusal | undefined {
  for (const account of ACCOUNTS) {
    const leg = claimed.legs[account]
    const { source } = received[account]
    const isSame =
      leg.providerId === source.providerId &&
      leg.contractVersion === source.contractVersion &&
      leg.currency === source.currency
    if (!isSame)
      return refuse(
        'WRONG_PROVIDER',
        `The opportunity is for ${describeSource(leg)}, but account ${account} publishes the prices of ${describeSource(source)}.`,
      )
  }
  return undefined
}

function describeSource(of: {
  readonly providerId: string
  readonly contractVersion: number
  readonly currency: string
}): string {
  return `${of.providerId} version ${of.contractVersion} in ${of.currency}`
}

/** Both events are one match by this worker's own book, and it is the match that the claim names. */
export function refuseMatch(
  { claimed, received: { A, B } }: Claim,
  matches: Pick<LiveBook['matches'], 'find'>,
): Refusal | undefined {
  for (const account of ACCOUNTS) {
    const { eventId, selectionId } = claimed.legs[account]
    const { quote } = { A, B }[account]
    if (quote.eventId !== eventId)
      return refuse(
        'OTHER_MATCH',
        `Selection ${selectionId} at account ${account} is of event ${quote.eventId}, not ${eventId}.`,
      )
  }
  const match = matches.find(A.quote.providerId, A.quote.eventId)
  const { counterpart } = match ?? {}
  if (counterpart?.providerId !== B.quote.providerId || counterpart.eventId !== B.quote.eventId)
    return refuse(
      'OTHER_MATCH',
      `${describeMatch(A.quote)} at account A and ${describeMatch(B.quote)} at account B are not known to be one match.`,
    )
  return match === undefined || isNamed(claimed, match.named)
    ? undefined
    : refuse(
        'OTHER_MATCH',
        `The selections are of ${describeMatch(match.named)}, not of ${describeMatch(claimed)}.`,
      )
}

type Named = Pick<Opportunity, 'home' | 'away' | 'sport' | 'start'>

function isNamed(claimed: Named, named: Named): boolean {
  return (
    claimed.home === named.home &&
    claimed.away === named.away &&
    claimed.sport === named.sport &&
    Date.parse(claimed.start) === Date.parse(named.start)
  )
}

function describeMatch({ home, away, sport, start }: Named): string {
  return `${home} v ${away} (${sport}, ${start})`
}

/** Both quotes are of the market and line that the claim names, by the match's own sides. */
export function refuseMarket(
  { claimed, received: { A, B } }: Claim,
  matches: Pick<LiveBook['matches'], 'find'>,
): Refusal | undefined {
  const own = ({ quote }: ReceivedQuote): Pick<Quote, 'market' | 'line'> => {
    const { isSwapped = false } = matches.find(quote.providerId, quote.eventId) ?? {}
    return turn(quote, { isSwapped })
  }
  const [ofA, ofB, asked] = [own(A), own(B), claimed].map(describeMarket)
  if (ofA === ofB && ofA === asked) return undefined
  return refuse(
    'OTHER_MARKET',
    `The opportunity is for ${asked}; its selection at account A is of ${ofA}, at account B of ${ofB}.`,
  )
}

function describeMarket({ market, line }: Pick<Quote, 'market' | 'line'>): string {
  return line === null ? market : `${market} ${plainLine(line)}`
}

/** Each selection is one of the pair's two outcomes and the other names the hedge's, as the claim states. */
export function refuseOutcomes(claim: Claim, pair: Pair | undefined): Refusal | undefined {
  const { A, B } = claim.received
  if (pair === undefined)
    return refuse(
      'NOT_OPPOSITE',
      `${A.quote.outcome} at account A has no opposite in ${A.quote.market} of ${A.quote.sport}: two bets do not cover it.`,
    )
  const { outcome: ofB } = turn(B.quote, pair.matches.B)
  const { legs } = claim.claimed
  const isOpposite =
    ofB === pair.outcomes.B &&
    legs.A.outcome === pair.outcomes.A &&
    legs.B.outcome === pair.outcomes.B
  if (isOpposite) return undefined
  return refuse(
    'NOT_OPPOSITE',
    `The opportunity backs ${legs.A.outcome} and ${legs.B.outcome}; its selections are ${pair.outcomes.A} at account A and ${ofB} at account B.`,
  )
}

/** What a hedge would back is the other outcome that this worker received. */
export function refuseOther(claimed: Opportunity, own: Opportunity): Refusal | undefined {
  const wrong = ACCOUNTS.find((account) => !isSameOther(claimed, own, account))
  if (wrong === undefined) return undefined
  const [asked, received] = [claimed, own].map(({ legs }) => legs[wrong].opposite?.selectionId)
  return refuse(
    'OTHER_MARKET',
    `The other outcome at account ${wrong} is selection ${received ?? 'none'}, not ${asked ?? 'none'}.`,
  )
}

function isSameOther(claimed: Opportunity, own: Opportunity, account: Account): boolean {
  const other = claimed.legs[account].opposite
  const received = own.legs[account].opposite
  return (
    other === null ||
    (other.selectionId === received?.selectionId && other.outcome === received.outcome)
  )
}
