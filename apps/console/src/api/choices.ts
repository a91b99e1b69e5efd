import {
  account,
  bet,
  executionRecord,
  hedgeChoose,
  instant,
  leg,
  legId,
  money,
  odds,
  outcome,
  providerId,
  shownChoice,
  signedMoney,
  type ShownChoice,
} from '@surefoot/shared/messages'
import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { request } from './request.ts'

/** A bet that would cover what is exposed. A number that is not known is null, and `why` says so. */
const pricedChoice = z.object({
  kind: shownChoice.shape.kind,
  account,
  outcome,
  providerId,
  odds: odds.nullable(),
  /** Milliseconds, when the gateway answered. */
  ageMs: z.number().nullable(),
  stake: money.nullable(),
  worstCase: signedMoney.nullable(),
  why: z.string().nullable(),
})
export type PricedChoice = z.infer<typeof pricedChoice>

const adoptableBet = z.object({ account, legId: legId.nullable(), bet, readAt: instant })
export type AdoptableBet = z.infer<typeof adoptableBet>

/** What an operator can do about an execution that was left to them, as the gateway shows it. */
const choices = z.object({
  worstCase: signedMoney.nullable(),
  payoff: z.array(z.object({ outcome, amount: signedMoney })),
  exposedForMs: z.number().nullable(),
  choices: z.array(pricedChoice),
  adoptable: z.array(adoptableBet),
  blocked: z.string().nullable(),
})
export type Choices = z.infer<typeof choices>

/** Present prices: asked for each second while they are shown. */
export const choicesQuery = (executionId: string) =>
  queryOptions({
    queryKey: ['choices', executionId],
    queryFn: () => request(`/api/executions/${executionId}/choices`, choices),
    refetchInterval: 1000,
  })

export interface ChoiceOrder {
  readonly executionId: string
  /** Chosen before the click is sent: asking twice with one id is asking once. */
  readonly orderId: string
  /** What the operator saw: a choice that is worse by now is refused. */
  readonly shown: ShownChoice
}

export const placeChoice = ({ executionId, orderId, shown }: ChoiceOrder) =>
  request(`/api/executions/${executionId}/hedge`, hedgeChoose.reply, {
    method: 'POST',
    body: shown,
    headers: { 'Idempotency-Key': orderId },
  })

export interface Adoption extends Pick<AdoptableBet, 'account'> {
  readonly executionId: string
  readonly betReference: string
  /** Left out: the bet covers what is exposed. */
  readonly legId?: string
}

export const adoptBet = ({ executionId, ...body }: Adoption) =>
  request(`/api/executions/${executionId}/adopt`, z.object({ changed: z.boolean(), leg }), {
    method: 'POST',
    body,
  })

export interface Acceptance {
  readonly executionId: string
  readonly reason: string
}

export const acceptRisk = ({ executionId, reason }: Acceptance) =>
  request(`/api/executions/${executionId}/accept`, executionRecord, {
    method: 'POST',
    body: { reason },
  })
