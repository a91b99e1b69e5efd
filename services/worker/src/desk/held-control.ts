import type { Control } from '@surefoot/shared/messages'

/** How the desk trades, as far as the worker knows. The ledger enforces it. */
export interface HeldControl {
  readonly read: () => Control
  /** Grows with each word that was taken. */
  readonly revision: () => number
  /** Take a change that the ledger made at `atMs` on its clock, unless a later one is held. */
  readonly adopt: (control: Control, atMs: number) => void
  /** Take the control as it was read. */
  readonly replace: (control: Control) => void
}

export function createHeldControl(first: Control): HeldControl {
  let held = first
  let changedAtMs = 0
  let revision = 0
  const replace = (control: Control): void => {
    held = control
    revision += 1
  }
  return {
    read: () => held,
    revision: () => revision,
    adopt: (control, atMs) => {
      if (atMs < changedAtMs) return
      changedAtMs = atMs
      replace(control)
    },
    replace,
  }
}
