import { readBook, type BookedBet } from '@surefoot/local'
import type { Leg } from '@surefoot/shared/messages'
import type { World } from '../world.ts'

/** Decide what is left to a person, from what the bookmaker lists. Throws where two bets could be the leg's. */
export async function resolveEscalated(
  { operator, stack }: World,
  executionIds: readonly string[],
): Promise<void> {
  for (const id of executionIds) {
    const { legs } = await operator.execution(id)
    for (const leg of legs.filter(({ state }) => state === 'ESCALATED')) {
      const [bet, ...more] = findBets(leg, await readBook(stack.sandbox))
      if (more.length > 0) throw new Error(`Leg ${leg.legId} may be ${more.length + 1} bets`)
      if (bet) {
        const { reference: betReference, stake, odds } = bet
        const note = 'It is in the list of bets.'
        await operator.resolveLeg(leg, { outcome: 'accepted', betReference, stake, odds, note })
      } else {
        await operator.resolveLeg(leg, {
          outcome: 'absent',
          note: 'It is not in the list of bets.',
        })
      }
    }
  }
}

/** No other leg bets on a selection while one is in doubt: a bet on it since the permit is this leg's. */
function findBets(
  { providerId, selectionId, armedAt }: Leg,
  bets: readonly BookedBet[],
): BookedBet[] {
  if (armedAt === null) return []
  return bets.filter(
    (bet) =>
      bet.house === providerId &&
      bet.selectionId === selectionId &&
      Date.parse(bet.placedAt) >= Date.parse(armedAt),
  )
}
