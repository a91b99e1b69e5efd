import {
  ledgerDue,
  ledgerLease,
  ledgerUnfinished,
  type Definition,
} from '@surefoot/shared/messages'
import { z } from 'zod'
import { placeOf } from './scenario.ts'

/** What a message is called among the words of its process; null for what is said by the clock. */
export type WordOf = (definition: Definition, body: unknown) => string | null

const about = z.object({
  legId: z
    .string()
    .transform((legId) => placeOf({ legId }))
    .optional(),
  account: z.string().optional(),
})
const leaseAsk = ledgerLease.body.pick({ resource: true, ttlMs: true })

/** Looks that a clock begins: no step of an execution. */
const LOOKS: ReadonlySet<string> = new Set([ledgerUnfinished.subject, ledgerDue.subject])

/** Its subject and whose leg or account it is about, such as `leg.place A`; a lease's renewals are said by the clock. */
export function createWordOf(): WordOf {
  const leased = new Set<string>()
  return ({ subject }, body) => {
    if (LOOKS.has(subject)) return null
    if (subject === ledgerLease.subject) return wordOfLease(leased, body)
    const { legId: place, account } = about.parse(body)
    const whose = place ?? account
    return whose === undefined ? subject : `${subject} ${whose}`
  }
}

function wordOfLease(leased: Set<string>, body: unknown): string | null {
  const { resource, ttlMs } = leaseAsk.parse(body)
  if (ttlMs === 0) return 'ledger.lease released'
  if (leased.has(resource)) return null
  leased.add(resource)
  return ledgerLease.subject
}

/** As for any process, but only what is about a leg: the rest is an account's life, not an execution's. */
export const wordOfLeg: WordOf = ({ subject }, body) => {
  const { legId: whose } = about.parse(body)
  return whose === undefined ? null : `${subject} ${whose}`
}
