export { auditEnvironment } from './config.ts'
export { migrate } from './database/migrate.ts'
export { openDatabase, type Database } from './database/open-database.ts'
export { createAudit, type AuditDependencies } from './service.ts'
export { faultOfPlan } from './execution/authorize-leg.ts'
export { claimOf, DOUBTED_STATES, UNNAMED_STATES } from './execution/claim-bet.ts'
export { refuseToArm } from './execution/decide-arm.ts'
export { decideClose } from './execution/decide-close.ts'
export { decideRecord } from './execution/decide-record.ts'
export { sumExposure, writeExposure, type Outstanding } from './execution/exposure.ts'
export { holdRecord, reasonOfDoubt } from './execution/hold-record.ts'
export { describeExposed, EXPOSED_AGAIN } from './execution/escalate-exposed.ts'
export { endOf } from './execution/halt-after-failures.ts'
export { overCap } from './execution/over-cap.ts'
export { executionOfLeg } from './execution/desks-of-leg.ts'
export {
  describeUnplaced,
  linkKindOf,
  UNPLACED_CAUSES,
  unplacedCauseOf,
  type UnplacedCause,
} from './execution/unplaced-bet.ts'
export type { FoundUnplaced, Known as KnownBets } from './settlement/unplaced-of.ts'
export { isReopening, isStepWritten, refuseStep, stepOf } from './execution/decide-hedge.ts'
export { compareStatement } from './settlement/compare-statement.ts'
export { uncountedStake, writeUnplaced } from './settlement/statement-rows.ts'
export { decideProfit } from './settlement/decide-profit.ts'
export { decideSettle } from './settlement/decide-settle.ts'
export type { LegEvidence } from './execution/refuse-unread.ts'
export { haveFallenShort, isDayLost, LOOKED_AT } from './desk/decide-halt.ts'
