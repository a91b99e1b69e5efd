/**
 * Owns the question whether a leg may be submitted, and nothing else does: every click has passed here.
 * Kept here: I5 (B only while A's bet is in force), I6 (a hedge only for what is exposed), I7 (caps), I8 (modes), I9
 * (leases), that a new executor submits nothing before it is known what its predecessor did, and that nothing is live on
 * evidence that was never read. What is exposed is decided
 * by payoff, in @surefoot/execution-rules.
 */
import type { ExposureCaps } from '@surefoot/arbitrage'
import { refuseBet } from '@surefoot/execution-rules'
import { refuse, type Refusal } from '@surefoot/shared/messages'
import type { ArmFacts } from './arm-facts.ts'
import { overCap } from './over-cap.ts'
import { refuseUnread } from './refuse-unread.ts'

export interface ArmAsk {
  readonly executorId: string
  readonly epoch: number
  readonly isSimulated: boolean
}

export interface ArmRules {
  readonly caps: ExposureCaps
  readonly isSafeMode: boolean
}

/** Why this leg gets no permit; undefined if it gets one. */
export function refuseToArm(facts: ArmFacts, ask: ArmAsk, rules: ArmRules): Refusal | undefined {
  return (
    refuseByBrowser(ask, rules) ??
    refuseByLeg(facts) ??
    refuseByLease(facts, ask) ??
    refuseByMode(facts) ??
    refuseByOtherLegs(facts) ??
    (rules.isSafeMode ? undefined : refuseUnread(facts)) ??
    refuseByCap(facts, rules)
  )
}

function refuseByBrowser(ask: ArmAsk, { isSafeMode }: ArmRules): Refusal | undefined {
  if (ask.isSimulated === isSafeMode) return undefined
  return isSafeMode
    ? refuse('SAFE_MODE', 'The ledger is in safe mode: a real browser gets no permit.')
    : refuse('SAFE_MODE', 'The browser is simulated: it gets no permit outside safe mode.')
}

function refuseByLeg({ state, isNonceUsed, deadline, now }: ArmFacts): Refusal | undefined {
  if (state !== 'AUTHORIZED')
    return refuse('NOT_AUTHORIZED', `The leg is ${state}: its one permit is gone.`)
  if (isNonceUsed)
    return refuse(
      'NOT_AUTHORIZED',
      'This attempt was given a permit before: it gets no second one.',
    )
  if (deadline <= now) return refuse('DEADLINE', 'The deadline of the leg has passed.')
  return undefined
}

function refuseByLease(facts: ArmFacts, { executorId, epoch }: ArmAsk): Refusal | undefined {
  const { leaseHolder, leaseEpoch, leaseExpiresAt, now, account } = facts
  const isHeld = leaseExpiresAt !== null && leaseExpiresAt > now
  if (!isHeld || leaseHolder !== executorId || leaseEpoch !== epoch)
    return refuse(
      'STALE_LEASE',
      `The executor does not hold the lease of account ${account} any more.`,
    )
  if (facts.isUnreconciled)
    return refuse(
      'NOT_RECONCILED',
      `A leg of account ${account} from before the last change of its executor may have been placed: first find out.`,
    )
  return undefined
}

function refuseByMode({ trading, role }: ArmFacts): Refusal | undefined {
  if (trading === 'RUN') return undefined
  if (trading === 'HALT_NEW' && role !== 'A') return undefined
  return refuse('HALTED', `The desk is in ${trading}: leg ${role} may not be placed.`)
}

function refuseByOtherLegs({ legId, execution, isSelectionBusy }: ArmFacts): Refusal | undefined {
  const leg = execution.legs.find((one) => one.legId === legId)
  const refused = leg === undefined ? undefined : refuseBet(execution, leg)
  if (refused !== undefined) return refuse(refused.code, refused.message)
  if (isSelectionBusy)
    return refuse('SELECTION_BUSY', 'Another leg of this account on the same selection is open.')
  return undefined
}

/** The leg itself is in the exposure since it was authorised. A hedge lowers the worst case and passes at the cap. */
function refuseByCap(facts: ArmFacts, rules: ArmRules): Refusal | undefined {
  if (rules.isSafeMode || facts.role === 'H') return undefined
  return overCap(rules, facts.account, facts.exposure, { matchId: facts.matchId, stakeMinor: 0 })
}
