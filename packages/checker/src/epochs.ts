import { accountKey } from './replay.ts'
import type { LinkRule } from './rule.ts'

/** I9: the epochs under which an account's legs are armed never decrease, and one epoch is one executor's. */
export const checkEpochs: LinkRule = ({ fact, before }) => {
  if (fact.kind !== 'leg.armed') return []
  const { permit, epoch, executorId } = fact.details
  const leg = before.legs.get(permit.legId)
  const last = leg && before.armedBy.get(accountKey(leg))
  if (last === undefined || epoch > last.epoch) return []
  if (epoch === last.epoch && executorId === last.executorId) return []
  const details = `${executorId} armed it under epoch ${epoch}, after ${last.executorId} under ${last.epoch}`
  return [{ invariant: 'I9', subject: permit.legId, details }]
}
