import type { ProviderContract } from '../contract/contract.ts'
import type { Condition } from '../contract/scalars.ts'
import type { Fault } from './fault.ts'

/** An outcome is proven by what an answer says, never by what it lacks. */
function isPositive({ equals, present }: Condition): boolean {
  return equals !== undefined || present === true
}

export function checkReceipt({ receipt }: ProviderContract): Fault[] {
  const faults: Fault[] = []
  for (const [at, answer] of receipt.cases.entries()) {
    const path = `receipt.cases[${at}]`
    if (!answer.when.some(isPositive)) {
      faults.push([
        `${path}.when`,
        'needs a condition on something that the answer says, not only on what it lacks',
      ])
    }
    if (answer.status === 'ACCEPTED' && answer.betReference === undefined) {
      faults.push([
        `${path}.betReference`,
        'is missing: a bet without a reference cannot be found again',
      ])
    }
  }
  if (!receipt.cases.some(({ status }) => status === 'ACCEPTED')) {
    faults.push(['receipt.cases', 'none of them is ACCEPTED: every bet would end unknown'])
  }
  const hasTicket = receipt.cases.some(
    ({ status, ticket }) => status === 'PENDING' && ticket !== undefined,
  )
  if (receipt.follow?.ticketParameter !== undefined && !hasTicket) {
    faults.push(['receipt.follow.ticketParameter', 'no PENDING case reads a ticket'])
  }
  return faults
}
