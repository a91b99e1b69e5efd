/** The names of what spans say, ours and those of OpenTelemetry's conventions. docs/observability.md has the same ones. */
import type { Attributes } from '@opentelemetry/api'

export const SPAN_ATTRIBUTES = {
  deskId: 'surefoot.desk.id',
  account: 'surefoot.account',
  executionId: 'surefoot.execution.id',
  opportunityId: 'surefoot.opportunity.id',
  matchId: 'surefoot.match.id',
  legId: 'surefoot.leg.id',
  legRole: 'surefoot.leg.role',
  legState: 'surefoot.leg.state',
  refusal: 'surefoot.refusal.code',
  quotes: 'surefoot.quotes',
  errorType: 'error.type',
} as const

const OF_KEY = {
  deskId: SPAN_ATTRIBUTES.deskId,
  account: SPAN_ATTRIBUTES.account,
  executionId: SPAN_ATTRIBUTES.executionId,
  opportunityId: SPAN_ATTRIBUTES.opportunityId,
  matchId: SPAN_ATTRIBUTES.matchId,
  legId: SPAN_ATTRIBUTES.legId,
  role: SPAN_ATTRIBUTES.legRole,
} as const

/** What a message, a leg or an order is about, by the keys that all of them share. */
export function attributesOf(subject: object): Attributes {
  const attributes: Attributes = {}
  for (const [key, name] of Object.entries(OF_KEY)) {
    const value: unknown = Reflect.get(subject, key)
    if (typeof value === 'string') attributes[name] = value
  }
  return attributes
}
