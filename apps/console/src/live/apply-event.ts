import {
  executionChanged,
  hedgeChanged,
  opportunity,
  type ExecutionChange,
} from '@surefoot/shared/messages'
import type { QueryClient, QueryKey } from '@tanstack/react-query'
import { z } from 'zod'
import { desk, type LiveOpportunity } from '../api/desk.ts'
import { healthEvent, partsQuery } from '../api/health.ts'
import { markNow } from './elapsed.ts'
import { lastExecutionsQuery } from '../api/executions.ts'
import { limitsQuery } from '../api/limits.ts'
import { needsQuery } from '../api/needs.ts'
import { deskQuery, opportunitiesQuery, refusedList, refusedQuery } from '../api/queries.ts'
import { noteInHistory } from './history-changes.ts'
import { refuseOwn } from './own-executions.ts'
import { withDecline, without, withOpportunity } from './opportunity-list.ts'

/** What the gateway tells by server-sent events, by name. */
export const EVENTS = [
  'desk',
  'health',
  'opportunity',
  'opportunity-gone',
  'opportunity-declined',
  'refused',
  'execution',
  'hedge',
  'account',
  'contract',
  'alert',
  'limit',
  'log',
  'pruned',
] as const

export interface LiveEvent {
  readonly name: (typeof EVENTS)[number]
  readonly data: unknown
}

const gone = z.object({ opportunityId: z.string() })
const declined = gone.extend({ code: z.string(), message: z.string() })
const EVERYTHING: QueryKey = []

/**
 * Bring an event into what the screens show, and return the queries to ask again. The desk and opportunities come
 * whole; the history is not read again (`history-changes.ts`); of all else an event only says that the ledger knows more. An event that cannot be read is taken for such.
 */
export function applyEvent(client: QueryClient, { name, data }: LiveEvent): QueryKey[] {
  const changeList = (
    change: (list: readonly LiveOpportunity[]) => LiveOpportunity[],
  ): QueryKey[] => {
    client.setQueryData(opportunitiesQuery.queryKey, (list) => list && change(list))
    return []
  }
  switch (name) {
    case 'desk':
      return read(desk, data, (shown) => {
        const before = client.getQueryData(deskQuery.queryKey)
        client.setQueryData(deskQuery.queryKey, shown)
        const isSame = before?.needsYou === shown.needsYou && before?.unhedged === shown.unhedged
        return isSame ? [] : [needsQuery.queryKey]
      })
    case 'health':
      return read(healthEvent, data, ({ parts }) => {
        client.setQueryData(partsQuery.queryKey, { parts, received: markNow() })
        return []
      })
    case 'opportunity':
      return read(opportunity, data, (found) => changeList((list) => withOpportunity(list, found)))
    case 'opportunity-gone':
      return read(gone, data, ({ opportunityId }) =>
        changeList((list) => without(list, opportunityId)),
      )
    case 'opportunity-declined':
      return read(declined, data, (told) => changeList((list) => withDecline(list, told)))
    case 'refused':
      return read(refusedList, data, ({ refused }) => {
        client.setQueryData(refusedQuery.queryKey, refused)
        return []
      })
    case 'execution':
      return read(executionChanged.body, data, (change) => {
        noteRefusal(change)
        noteInHistory(client, change)
        return staleExecution(change)
      })
    case 'hedge':
      return read(hedgeChanged.body, data, (change) => {
        noteInHistory(client, { ...change, role: null, state: null })
        return staleExecution(change)
      })
    case 'contract':
      return [['contracts']]
    case 'alert':
      return [['alerts'], ['deliveries']]
    case 'limit':
      return [limitsQuery.queryKey]
    case 'account':
    case 'log':
      return [['journal'], needsQuery.queryKey]
    case 'pruned':
      return [EVERYTHING]
  }
}

/** A click that was accepted for work may be refused later, before the ledger has a row of it. */
function noteRefusal({ executionId, step, message }: ExecutionChange): void {
  if (step === 'refused') refuseOwn(executionId, message ?? 'No reason was given.')
}

function staleExecution({ executionId }: { readonly executionId: string }): QueryKey[] {
  return [
    lastExecutionsQuery.queryKey,
    ['execution', executionId],
    ['steps', executionId],
    needsQuery.queryKey,
  ]
}

function read<S extends z.ZodType>(
  schema: S,
  data: unknown,
  apply: (body: z.output<S>) => QueryKey[],
): QueryKey[] {
  const reading = schema.safeParse(data)
  return reading.success ? apply(reading.data) : [EVERYTHING]
}
