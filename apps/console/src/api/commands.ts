import {
  accountToggle,
  contractImport,
  deskControl,
  deskExecute,
  type Account,
  type Control,
} from '@surefoot/shared/messages'
import { z } from 'zod'
import { request } from './request.ts'

const nothing = z.undefined()

export interface Toggle {
  readonly account: Account
  readonly on: boolean
  readonly url?: string
}

export const toggleAccount = ({ account, ...body }: Toggle) =>
  request(`/api/accounts/${account}/toggle`, accountToggle.reply, { method: 'POST', body })

export const changeControl = (change: Partial<Control>) =>
  request('/api/desk/control', deskControl.reply, { method: 'POST', body: change })

export interface Order {
  /** Chosen by the caller before the click is sent: asking twice with one id is asking once. */
  readonly executionId: string
  readonly opportunityId: string
  readonly stake?: string
}

export const execute = ({ executionId, ...body }: Order) =>
  request('/api/executions', deskExecute.reply, {
    method: 'POST',
    body,
    headers: { 'Idempotency-Key': executionId },
  })

export const importContract = (document: Record<string, unknown>) =>
  request('/api/contracts', contractImport.reply, { method: 'POST', body: { document } })

export const deleteContract = (providerId: string) =>
  request(`/api/contracts/${providerId}`, nothing, { method: 'DELETE' })

export const openSession = (link: string) =>
  request('/api/session', nothing, { method: 'POST', body: { link } })

export const readSession = () => request('/api/session', z.object({ role: z.string() }))
