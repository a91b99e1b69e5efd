import { isFinal } from '@surefoot/arbitrage'
import type { ExecutionRecord } from '@surefoot/shared/messages'
import type { CountedStake, Evidence, Violation } from './evidence.ts'
import type { EndRule } from './rule.ts'

/**
 * I14: when all is quiet no leg is AUTHORIZED, ARMED, PENDING or UNKNOWN, nothing is open but what a person has to decide,
 * and Redis counts what the ledger does.
 */
export const checkQuiet: EndRule = ({ records, exposure, isQuiet }) => {
  if (!isQuiet) return []
  return [...records.flatMap(checkRecord), ...(exposure === null ? [] : compare(exposure))]
}

function checkRecord({ execution, legs }: ExecutionRecord): Violation[] {
  const moving = legs
    .filter(({ state }) => !isFinal(state) && state !== 'ESCALATED')
    .map(({ legId, state }) => ({
      invariant: 'I14' as const,
      subject: legId,
      details: `It is still ${state}`,
    }))
  const isPersons = legs.some(({ state }) => state === 'ESCALATED')
  if (moving.length > 0 || execution.closedAt !== null || isPersons) return moving
  const details = 'All its legs are final and it is still open'
  return [{ invariant: 'I14', subject: execution.id, details }]
}

function compare({ ledger, redis }: NonNullable<Evidence['exposure']>): Violation[] {
  const key = (one: CountedStake): string => `${one.deskId} ${one.account} ${one.executionId}`
  const [truth, counted] = [ledger, redis].map(
    (stakes) => new Map(stakes.map((one) => [key(one), one.stakeMinor])),
  )
  const keys = new Set([...ledger, ...redis].map(key))
  return [...keys].flatMap((subject) => {
    const [ours, theirs] = [truth?.get(subject) ?? 0, counted?.get(subject) ?? 0]
    if (ours === theirs) return []
    const details = `The ledger has ${ours} outstanding in minor units, Redis ${theirs}`
    return [{ invariant: 'I14' as const, subject, details }]
  })
}
