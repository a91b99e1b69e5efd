import {
  accountToggle,
  contractImport,
  deskControl,
  deskExecute,
  leg,
  providerMarked,
  type Account,
  type Control,
  type Leg,
  type SettlementResult,
  type ShownOpportunity,
} from '@surefoot/shared/messages'
import { z } from 'zod'
import { request } from './request.ts'
import { reconciled } from './statements.ts'

const nothing = z.undefined()

export interface Toggle {
  readonly account: Account
  readonly on: boolean
  readonly url?: string
}

export const toggleAccount = ({ account, ...body }: Toggle) =>
  request(`/api/accounts/${account}/toggle`, accountToggle.reply, { method: 'POST', body })

export interface Mark {
  readonly account: Account
  /** Of the page that was shown when the button was pressed. */
  readonly origin: string
}

export const markProvider = ({ account, origin }: Mark) =>
  request(`/api/accounts/${account}/mark`, providerMarked.reply, {
    method: 'POST',
    body: { origin },
  })

export interface ControlOrder extends Partial<Control> {
  /** Ids of the needs that the operator has read and runs the desk in spite of. */
  readonly despite?: readonly string[]
}

export const changeControl = (change: ControlOrder) =>
  request('/api/desk/control', deskControl.reply, { method: 'POST', body: change })

export interface Order {
  /** Chosen by the caller before the click is sent: asking twice with one id is asking once. */
  readonly executionId: string
  readonly opportunityId: string
  /** What the operator saw: another match or another bet under this id is refused. */
  readonly shown: ShownOpportunity
  readonly stake?: string
}

export const execute = ({ executionId, ...body }: Order) =>
  request('/api/executions', deskExecute.reply, {
    method: 'POST',
    body,
    headers: { 'Idempotency-Key': executionId },
  })

type LegName = Pick<Leg, 'executionId' | 'legId'>

const pathOf = ({ executionId, legId }: LegName): string =>
  `/api/executions/${executionId}/legs/${legId}`

const changedLeg = z.object({ changed: z.boolean(), leg })

/** What a person found out about a leg of which nobody knew whether it was placed. */
export type Resolution =
  | {
      readonly outcome: 'accepted'
      readonly betReference: string
      readonly stake: string
      readonly odds: string
      readonly note: string
    }
  | { readonly outcome: 'absent'; readonly note: string }

export interface Decision {
  readonly leg: LegName
  readonly resolution: Resolution
  /** Chosen before the click is sent, as for an order. */
  readonly decisionId: string
}

export const resolveLeg = ({ leg: of, resolution, decisionId }: Decision) =>
  request(`${pathOf(of)}/resolve`, changedLeg, {
    method: 'POST',
    body: resolution,
    headers: { 'Idempotency-Key': decisionId },
  })

export interface BookedEnd {
  readonly leg: LegName
  readonly result: SettlementResult
  /** All that the bookmaker paid back, stake included. */
  readonly returned: string
  /** The instant of the settlement that this one corrects, and why. */
  readonly corrects?: string
  readonly reason?: string
}

export const settleLeg = ({ leg: of, ...body }: BookedEnd) =>
  request(`${pathOf(of)}/settle`, changedLeg, { method: 'POST', body })

/** Read the account's bets at its bookmaker now, and hold them against the ledger. */
export const reconcileAccount = (account: Account) =>
  request(`/api/accounts/${account}/statement`, reconciled, { method: 'POST' })

export const importContract = (document: Record<string, unknown>) =>
  request('/api/contracts', contractImport.reply, { method: 'POST', body: { document } })

export const deleteContract = (providerId: string) =>
  request(`/api/contracts/${providerId}`, nothing, { method: 'DELETE' })
