import { onceKey } from './replay.ts'
import type { LinkRule } from './rule.ts'

/**
 * I12: whatever is delivered many times has one effect: an execution is opened and closed once, a leg armed and settled
 * once, a step of a hedge written once. That it is also one bet is I1.
 */
export const checkOnce: LinkRule = ({ fact, before }) => {
  const key = onceKey(fact)
  if (key === undefined || !before.once.has(key)) return []
  const subject = key.slice(fact.kind.length + 1)
  return [
    { invariant: 'I12', subject, details: `Link ${fact.sequence} is its second ${fact.kind}` },
  ]
}
