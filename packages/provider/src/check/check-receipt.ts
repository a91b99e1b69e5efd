import type { ProviderContract } from '../contract/contract.ts'
import type { Condition } from '../contract/scalars.ts'
import type { Fault } from './fault.ts'

/** An outcome is proven by what an answer says, never by what it lacks. */
function isPositive({ equals, present }: Condition): boolean {
  return equals !== undefined || present === true
}

/** What goes through a gate was not read: only the answer says what was taken. */
function checkGate({ receipt, place }: ProviderContract): Fault[] {
  if (place.gate === undefined) return []
  const faults: Fault[] = receipt.cases.flatMap(({ status, stake, odds }, at): Fault[] =>
    status === 'ACCEPTED' && (stake === undefined || odds === undefined)
      ? [[`receipt.cases[${at}]`, 'needs "stake" and "odds": a gate cannot read what was asked']]
      : [],
  )
  if (receipt.follow !== undefined)
    faults.push([
      'receipt.follow',
      'is for place.endpoint; through a gate all answers come by its socket',
    ])
  return faults
}

export function checkReceipt(contract: ProviderContract): Fault[] {
  const { receipt } = contract
  const faults: Fault[] = checkGate(contract)
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
