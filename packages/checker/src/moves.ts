import { canMove } from '@surefoot/arbitrage'
import type { Fact } from './read-links.ts'
import type { Replay } from './replay.ts'
import type { EndRule, LinkRule } from './rule.ts'

/**
 * I10: a leg moves along its table, is armed by a permit alone, and leaves UNKNOWN by evidence alone, and is
 * given up after it was left to a person by what that person wrote. A hedge that was never
 * armed may be a bet that a person placed by hand.
 */
export const checkMoves: LinkRule = ({ fact, before }) => {
  const fault = faultOf(before, fact)
  if (fault === undefined) return []
  const { sequence } = fact
  return [{ invariant: 'I10', subject: fault.legId, details: `Link ${sequence}: ${fault.details}` }]
}

function faultOf(before: Replay, fact: Fact): MoveFault | undefined {
  if (fact.kind === 'leg.armed') return faultOfPermit(before, fact)
  if (fact.kind === 'leg.recorded') return faultOfMove(before, fact)
  return fact.kind === 'leg.adopted' ? faultOfAdoption(before, fact) : undefined
}

interface MoveFault {
  readonly legId: string
  readonly details: string
}

function faultOfPermit(
  { legs }: Replay,
  { details: { permit } }: Extract<Fact, { kind: 'leg.armed' }>,
): MoveFault | undefined {
  const state = legs.get(permit.legId)?.state
  if (state === 'AUTHORIZED') return undefined
  return { legId: permit.legId, details: `it was armed while it was ${state ?? 'not planned'}` }
}

function faultOfAdoption(
  { legs }: Replay,
  { details: { legId, receipt } }: Extract<Fact, { kind: 'leg.adopted' }>,
): MoveFault | undefined {
  const leg = legs.get(legId)
  const fault = (details: string): MoveFault => ({ legId, details })
  if (leg?.state !== 'AUTHORIZED' || leg.role !== 'H')
    return fault(
      `it was adopted as ${leg?.role ?? 'no leg'} while it was ${leg?.state ?? 'not planned'}`,
    )
  if (receipt.betReference === null) return fault('it was adopted without naming a bet')
  return undefined
}

function faultOfMove(
  { legs }: Replay,
  { details: { legId, from, to, receipt, evidence } }: Extract<Fact, { kind: 'leg.recorded' }>,
): MoveFault | undefined {
  const fault = (details: string): MoveFault => ({ legId, details })
  const state = legs.get(legId)?.state
  if (state !== from) return fault(`it left ${from} while it was ${state ?? 'not planned'}`)
  if (to === 'ARMED') return fault('it was armed without a permit')
  if (!canMove(from, to)) return fault(`${from} → ${to} is no move of its table`)
  const isProven = receipt?.state === 'ACCEPTED' || evidence !== undefined
  if (from === 'UNKNOWN' && to !== 'ESCALATED' && !isProven)
    return fault(`it left UNKNOWN for ${to} without evidence`)
  if (from === 'ESCALATED' && to === 'ABSENT' && typeof evidence?.['note'] !== 'string')
    return fault('it was left to a person, and a service said that it is absent')
  return undefined
}

/** I10: when all is quiet the legs stand where the chain left them. */
export const checkEndStates: EndRule = ({ records, isQuiet }, { legs }) => {
  if (!isQuiet) return []
  return records.flatMap((record) =>
    record.legs.flatMap(({ legId, state }) => {
      const left = legs.get(legId)?.state ?? 'not planned'
      if (left === state) return []
      const details = `Its row says ${state}, the chain ${left}`
      return [{ invariant: 'I10' as const, subject: legId, details }]
    }),
  )
}
