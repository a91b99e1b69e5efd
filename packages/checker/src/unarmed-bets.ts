import { attributeBets, isArmedBefore } from './attribute-bets.ts'
import type { EndRule } from './rule.ts'

/** I2: every bet was placed after a durable link that armed its leg, but for one that a person placed by hand. */
export const checkUnarmedBets: EndRule = (evidence, end) =>
  attributeBets(evidence, end).flatMap(({ bet, leg }) => {
    if (leg !== undefined && (leg.isAdopted || isArmedBefore(leg, bet))) return []
    const permit = leg?.armedAt ?? null
    const details =
      permit === null
        ? `It was placed at ${bet.placedAt} and no leg had a permit for it`
        : `It was placed at ${bet.placedAt}, before the permit of ${leg?.legId} at ${permit}`
    return [{ invariant: 'I2', subject: `${bet.providerId} ${bet.reference}`, details }]
  })
