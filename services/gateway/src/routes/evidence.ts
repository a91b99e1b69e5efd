import type { Bus } from '@surefoot/shared/bus'
import { betsRead, instant, ledgerChain, legId, type AuditEvent } from '@surefoot/shared/messages'
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { CHAIN_WITHIN_MS } from '../deadlines.ts'
import { findOwnExecution } from '../own-execution.ts'
import { problems } from '../problem.ts'

/** More links than an execution has. */
const CHAIN_LINKS = 500

/** Why a leg was left to a person, and what was seen of its account's bets before. */
const legEvidence = z.object({
  legId,
  at: instant,
  reason: z.string(),
  readings: z.array(betsRead.reply),
})

/** As the link says it. A reading that cannot be read is left out: the person looks at the bookmaker's own page then. */
const escalated = z.object({
  legId,
  to: z.literal('ESCALATED'),
  reason: z.string(),
  evidence: z.object({ readings: z.array(betsRead.reply).catch([]) }).catch({ readings: [] }),
})

export interface EvidenceRouteOptions {
  readonly bus: Bus
  readonly deskId: string
}

/** What the ledger kept for the person who decides. */
export const evidenceRoutes: FastifyPluginCallbackZod<EvidenceRouteOptions> = (
  app,
  options,
  done,
) => {
  app.get(
    '/api/executions/:id/evidence',
    {
      schema: {
        params: z.object({ id: z.uuid() }),
        response: { 200: z.object({ evidence: z.array(legEvidence) }), ...problems },
      },
    },
    async (request, reply) => {
      const found = await findOwnExecution(options, request.params.id)
      if (!found.ok) return reply.refused(found)
      const ask = { executionId: request.params.id, limit: CHAIN_LINKS }
      const answer = await options.bus.request(ledgerChain, ask, { deadlineMs: CHAIN_WITHIN_MS })
      return answer.ok ? { evidence: answer.events.flatMap(readEvidence) } : reply.refused(answer)
    },
  )
  done()
}

function readEvidence({ kind, at, details }: AuditEvent): z.infer<typeof legEvidence>[] {
  const reading = kind === 'leg.recorded' ? escalated.safeParse(details) : undefined
  if (reading?.success !== true) return []
  const { legId: of, reason, evidence } = reading.data
  return [{ legId: of, at, reason, readings: evidence.readings }]
}
