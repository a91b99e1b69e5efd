import { account, betsRead, foreignText, instant, legId, money } from '@surefoot/shared/messages'
import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { request } from './request.ts'

/** Something that only a person can end, as the gateway lists it. */
const need = z.object({
  id: z.string(),
  kind: z.enum(['leg', 'hedge', 'alarm', 'browser', 'server', 'halt', 'statement', 'account']),
  account: account.nullable(),
  executionId: z.uuid().nullable(),
  legId: legId.nullable(),
  event: z.object({ home: foreignText, away: foreignText, start: instant }).nullable(),
  message: z.string(),
  atRisk: money.nullable(),
  since: instant.nullable(),
})
export type Need = z.infer<typeof need>

/** Most money at risk first. */
export const needsQuery = queryOptions({
  queryKey: ['needs-you'],
  queryFn: async () => (await request('/api/needs-you', z.object({ needs: z.array(need) }))).needs,
  refetchInterval: 5000,
})

const legEvidence = z.object({
  legId,
  at: instant,
  reason: z.string(),
  readings: z.array(betsRead.reply),
})

/** What the ledger kept of an execution's legs when they were left to a person. */
export const evidenceQuery = (executionId: string) =>
  queryOptions({
    queryKey: ['evidence', executionId],
    queryFn: async () => {
      const answer = z.object({ evidence: z.array(legEvidence) })
      return (await request(`/api/executions/${executionId}/evidence`, answer)).evidence
    },
  })
