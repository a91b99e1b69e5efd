import { attributeBets } from './attribute-bets.ts'
import { keyOfBet } from './compare-books.ts'
import type { EndRule } from './rule.ts'

/** I18: no bet that a leg placed is ever called external. What a person placed is not in the evidence. */
export const checkExternalBets: EndRule = (evidence, end) => {
  const ours = new Map(
    attributeBets(evidence, end).flatMap(({ bet, leg }) =>
      leg === undefined ? [] : [[keyOfBet(bet), leg.legId]],
    ),
  )
  const providers = new Map(
    [...end.legs.values()].map(({ deskId, account, providerId }) => [
      `${deskId} ${account} ${providerId}`,
      { deskId, account, providerId },
    ]),
  )
  return end.external.flatMap(({ deskId, account, betReference, sequence }) => {
    const keys = [...providers.values()]
      .filter((one) => one.deskId === deskId && one.account === account)
      .map(({ providerId }) => `${providerId} ${betReference}`)
    return keys.flatMap((subject) => {
      const legId = ours.get(subject)
      if (legId === undefined) return []
      const details = `Link ${sequence} calls it external, and ${legId} placed it`
      return [{ invariant: 'I18' as const, subject, details }]
    })
  })
}
