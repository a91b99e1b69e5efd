import { deskChanged, type Control } from '@surefoot/shared/messages'
import type { Ledger } from '../ports.ts'

export interface ControlChange {
  readonly deskId: string
  readonly control: Control
  readonly reason: string | null
  readonly at: string
}

/** Tells a change of control that was committed. */
export function announceControl({ publish }: Pick<Ledger, 'publish'>, change: ControlChange): void {
  publish(deskChanged, change)
}
