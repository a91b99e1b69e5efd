import type { Bet } from '../house/bet.ts'
import { HOUSES } from '../market/match.ts'
import { formatDecimal } from '../market/odds.ts'
import { formatMoney } from '../money.ts'
import type { World } from '../world.ts'

/** The private book as `GET /book` shows it; odds are decimal for both houses, times ISO 8601. */
export function writeBook({ book, houses }: World) {
  const bets = book.bets()
  return {
    bets: bets.filter(({ refusal }) => refusal === null).map(writeBet),
    rejected: bets.flatMap((bet) =>
      bet.refusal
        ? [{ ...writeBet(bet), code: bet.refusal.code, message: bet.refusal.message }]
        : [],
    ),
    balances: HOUSES.flatMap((house) =>
      houses[house].accounts
        .balances()
        .map(({ user, balanceMinor }) => ({ house, user, balance: formatMoney(balanceMinor) })),
    ),
  }
}

function writeBet(bet: Bet) {
  return {
    house: bet.house,
    user: bet.submission.user,
    reference: bet.reference,
    eventId: bet.subject?.eventId ?? null,
    event: bet.subject?.event ?? null,
    market: bet.subject?.market ?? null,
    selectionId: bet.submission.selectionId,
    selection: bet.subject?.selection ?? null,
    stake: formatMoney(bet.stakeMinor),
    odds: formatDecimal(bet.odds),
    askedStake: formatMoney(bet.submission.stakeMinor),
    askedOdds: formatDecimal(bet.submission.odds),
    state: bet.state,
    returned: formatMoney(bet.returnedMinor),
    submittedAt: writeTime(bet.submittedMs),
    placedAt: bet.refusal === null && bet.decidedMs !== null ? writeTime(bet.decidedMs) : null,
  }
}

const writeTime = (ms: number) => new Date(ms).toISOString()
