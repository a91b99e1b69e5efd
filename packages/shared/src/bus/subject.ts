import { z } from 'zod'
import type { Account } from '../messages/common.ts'
import type { Definition } from '../messages/define.ts'

/** Which desk, or which account of it, a subscriber wants. Left out: all. */
export interface ScopeFilter {
  readonly deskId?: string
  readonly account?: Account
}

const scoped = z.looseObject({ deskId: z.string().optional(), account: z.string().optional() })

/** The subject a body is sent to: `leg.place` of account A of desk main is `leg.place.main.A`. */
export function subjectOf(definition: Definition, body: unknown): string {
  if (definition.scope === 'global') return definition.subject
  const { deskId = '', account = '' } = scoped.parse(body)
  return definition.scope === 'desk'
    ? `${definition.subject}.${deskId}`
    : `${definition.subject}.${deskId}.${account}`
}

/** The subject, with wildcards, that a subscriber listens to. */
export function subjectFor(definition: Definition, filter: ScopeFilter = {}): string {
  if (definition.scope === 'global') return definition.subject
  const desk = filter.deskId ?? '*'
  return definition.scope === 'desk'
    ? `${definition.subject}.${desk}`
    : `${definition.subject}.${desk}.${filter.account ?? '*'}`
}
