import { canMove } from '@surefoot/arbitrage'
import type { Fact } from './read-links.ts'
import type { Replay } from './replay.ts'
import type { EndRule, LinkRule } from './rule.ts'

/** I10: a leg moves along its table, is armed by a permit alone, and leaves UNKNOWN by evidence alone. */
export const checkMoves: LinkRule = ({ fact, before }) => {
  const fault =
    fact.kind === 'leg.armed'
      ? faultOfPermit(before, fact)
      : fact.kind === 'leg.recorded'
        ? faultOfMove(before, fact)
        : undefined
  if (fault === undefined) return []
  const { sequence } = fact
  return [{ invariant: 'I10', subject: fault.legId, details: `Link ${sequence}: ${fault.details}` }]
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
