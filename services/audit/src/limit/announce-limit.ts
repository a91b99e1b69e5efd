import { limitChanged, type LimitChange } from '@surefoot/shared/messages'
import type { Ledger } from '../ports.ts'

/** Publishes a change of a learnt limit that was committed. */
export function announceLimit({ publish }: Pick<Ledger, 'publish'>, change: LimitChange): void {
  publish(limitChanged, change)
}
