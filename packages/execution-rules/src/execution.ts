import type {
  Account,
  Leg,
  Opportunity,
  OpportunityLeg,
  Settlement,
} from '@surefoot/shared/messages'

/** A leg as far as the rules of this package go. */
export interface RuledLeg extends Pick<
  Leg,
  'legId' | 'role' | 'account' | 'selectionId' | 'state' | 'stake' | 'leastOdds' | 'receipt'
> {
  readonly settlement: Pick<Settlement, 'result'> | null
}

type RuledSide = Pick<OpportunityLeg, 'selectionId' | 'outcome' | 'opposite' | 'stakeStep'>

/** An execution as far as the rules of this package go: every `ExecutionRecord` is one. */
export interface RuledExecution<L extends RuledLeg = RuledLeg> {
  readonly opportunity: Pick<Opportunity, 'market' | 'sport'> & {
    readonly legs: Readonly<Record<Account, RuledSide>>
  }
  readonly legs: readonly L[]
}

/** A step of a hedge, as far as the rules go. */
export interface RuledStep {
  readonly step: string
  /** The hedge leg that the step is of; null for a step before any. */
  readonly legId?: string | null | undefined
  readonly details: Readonly<Record<string, unknown>>
}
