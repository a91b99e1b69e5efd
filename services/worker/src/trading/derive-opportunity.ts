import { refuseIdle } from '../desk/desk-view.ts'
import { viewDesk, type Desk } from '../desk/desk.ts'
import { holdClaim, type Derived } from '../prices/hold-claim.ts'
import type { Opportunity } from '@surefoot/shared/messages'

/** What the worker makes of an opportunity that arrived, by its own quotes. Refused: NOT_RUNNING, and as `holdClaim`. */
export function deriveOpportunity(desk: Desk, claimed: Opportunity): Derived {
  return refuseIdle(viewDesk(desk)) ?? holdClaim(desk.prices, desk.limits, claimed)
}
