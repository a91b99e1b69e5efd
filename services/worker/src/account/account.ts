/**
 * One account: where its state machine stands, and what was last seen of its browser.
 *
 * 1. The ledger holds a transition before anybody hears of it. Where its answer was lost, it is asked where the
 *    account stands before the next step.
 * 2. Steps of one account are taken one at a time. Two accounts share nothing.
 * 3. What a state's work brought counts only if the account has not moved since it began.
 */
import {
  ok,
  refuse,
  type Account as AccountName,
  type AccountRow,
  type AccountTrigger,
  type BrowserStatus,
  type Refusal,
} from '@surefoot/shared/messages'
import type { Ports } from '../ports.ts'
import { decideTransition, type Facts, type Transition } from './machine.ts'
import type { Sighting } from './sighting.ts'
import { createStateWork, createTurns, type StateWork } from './state-work.ts'

export type Moved = { readonly ok: true; readonly row: AccountRow } | Refusal

export interface Account {
  readonly name: AccountName
  readonly row: () => AccountRow
  /** When this worker learnt that the account is where it is, on the monotonic clock. */
  readonly enteredAtMs: () => number
  readonly sighting: () => Sighting | null
  /** Keep an executor's word; false if a newer executor has spoken before. */
  readonly see: (status: BrowserStatus) => boolean
  readonly inTurn: <T>(step: () => Promise<T>) => Promise<T>
  /** Commit one transition and announce it. To be called in turn. */
  readonly move: (trigger: AccountTrigger, facts?: Facts) => Promise<Moved>
  /** Ask the ledger where the account stands, if its last answer was lost. To be called in turn. */
  readonly settle: () => Promise<void>
  readonly work: StateWork
}

export interface AccountDependencies {
  readonly ports: Ports
  /** Whether this worker still has the desk: without it nothing moves. */
  readonly isServing: () => boolean
  /** Called in turn after a transition: begins what the new state asks for. */
  readonly onMoved: (account: Account) => void
}

export function createAccount(dependencies: AccountDependencies, firstRow: AccountRow): Account {
  const { ports, isServing, onMoved } = dependencies
  const { deskId, account: name } = firstRow
  const turns = createTurns()
  let row = firstRow
  let enteredAtMs = ports.clock.monotonicMs()
  let sighting: Sighting | null = null
  let doubted: Transition | null = null

  const adopt = (next: AccountRow, { from, to, trigger, reason }: Transition): void => {
    row = next
    enteredAtMs = ports.clock.monotonicMs()
    const scope = { deskId, account: name }
    ports.announce.accountChanged({ ...scope, from, to, trigger, reason, at: row.changedAt })
  }

  const settle = async (): Promise<void> => {
    if (doubted === null) return
    const reply = await ports.ledger.desk({ deskId })
    if (!reply.ok) return
    const held = reply.accounts[name]
    if (held.state === doubted.to) adopt(held, doubted)
    else if (held.changedAt !== row.changedAt) row = held
    doubted = null
  }

  const move = async (trigger: AccountTrigger, facts?: Facts): Promise<Moved> => {
    if (!isServing()) return refuse('NOT_SERVING', 'This worker has given up the desk. Try again.')
    await settle()
    const decision = decideTransition(row, trigger, facts)
    if (!decision.ok) return decision
    const { transition } = decision
    const reply = await ports.ledger.transition({ deskId, account: name, ...transition })
    if (!reply.ok) {
      doubted = transition
      return reply
    }
    adopt(reply.account, transition)
    onMoved(account)
    return ok({ row })
  }

  const account: Account = {
    name,
    row: () => row,
    enteredAtMs: () => enteredAtMs,
    sighting: () => sighting,
    see: (status) => {
      if (sighting !== null && status.epoch < sighting.status.epoch) return false
      sighting = { status, seenAtMs: ports.clock.monotonicMs() }
      return true
    },
    inTurn: (step) => turns.take(step),
    move,
    settle,
    work: createStateWork({
      row: () => row,
      turns,
      onFault: (error) => tellFault(ports, firstRow, error),
    }),
  }
  return account
}

function tellFault({ announce }: Ports, { deskId, account }: AccountRow, error: unknown): void {
  announce.log({
    level: 'error',
    code: 'ACCOUNT_STEP_FAILED',
    message: `A step of account ${account} failed: ${String(error)}`.slice(0, 1000),
    deskId,
    account,
  })
}
