import type { Bus } from '@surefoot/shared/bus'
import {
  leg as legSchema,
  ledgerRecord,
  ledgerSettle,
  legId,
  refuse,
  type Leg,
  type Refusal,
} from '@surefoot/shared/messages'
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { ACT_WITHIN_MS } from '../deadlines.ts'
import { isResolvedSo, legResolution, moveOf } from '../leg-resolution.ts'
import { createBindKey, idempotency } from '../idempotency.ts'
import { findOwnExecution } from '../own-execution.ts'
import { problems } from '../problem.ts'

export interface LegRouteOptions {
  readonly bus: Bus
  readonly deskId: string
  /** The ledger holds something new. */
  readonly onChanged: () => void
}

const params = z.object({ id: z.uuid(), legId })
/** `corrects` is the instant of the settlement that is corrected; a correction says why. */
const settlement = z
  .strictObject(
    ledgerSettle.body.pick({ result: true, returned: true, corrects: true, reason: true }).shape,
  )
  .refine(
    ({ corrects, reason = '' }) => corrects === undefined || reason.trim() !== '',
    'say why the settlement is corrected',
  )
const changedLeg = z.object({ changed: z.boolean(), leg: legSchema })

/** What a person decides about a leg: whether it was placed, and how its bet ended. */
export const legRoutes: FastifyPluginCallbackZod<LegRouteOptions> = (app, options, done) => {
  const { bus } = options
  const within = { deadlineMs: ACT_WITHIN_MS }
  const answers = { 200: changedLeg, ...problems }
  app.post(
    '/api/executions/:id/legs/:legId/resolve',
    {
      preHandler: createBindKey(options),
      schema: { params, headers: idempotency, body: legResolution, response: answers },
    },
    async ({ actor, body, headers, params: of }, reply) => {
      const found = await findLeg(options, of)
      if (!found.ok) return reply.refused(found)
      const { leg } = found
      if (isResolvedSo(leg, body)) return { changed: false, leg }
      if (leg.state !== 'ESCALATED') return reply.refused(notEscalated(leg))
      // The audit chain tells one operator's click that came twice from the clicks of two.
      const evidence = { note: body.note, request: headers['idempotency-key'] }
      const ask = { ...moveOf(leg, body), by: actor, reason: body.note, evidence }
      const answer = await bus.request(ledgerRecord, { legId: leg.legId, ...ask }, within)
      if (!answer.ok) return reply.refused(answer)
      options.onChanged()
      // Another person may have been faster.
      return isResolvedSo(answer.leg, body) ? answer : reply.refused(notEscalated(answer.leg))
    },
  )
  app.post(
    '/api/executions/:id/legs/:legId/settle',
    { schema: { params, body: settlement, response: answers } },
    async ({ actor, body, params: of }, reply) => {
      const found = await findLeg(options, of)
      if (!found.ok) return reply.refused(found)
      const ask = { legId: found.leg.legId, ...body, by: actor }
      const answer = await bus.request(ledgerSettle, ask, within)
      if (!answer.ok) return reply.refused(answer)
      options.onChanged()
      return answer
    },
  )
  done()
}

/** A leg of one of this desk's executions. Refused: NOT_FOUND. */
async function findLeg(
  options: LegRouteOptions,
  { id: executionId, legId: wanted }: z.infer<typeof params>,
): Promise<{ readonly ok: true; readonly leg: Leg } | Refusal> {
  const found = await findOwnExecution(options, executionId)
  if (!found.ok) return found
  const leg = found.record.legs.find(
    (each) => each.legId === wanted && each.deskId === options.deskId,
  )
  return leg === undefined
    ? refuse('NOT_FOUND', `Execution ${executionId} of this desk has no leg ${wanted}.`)
    : { ok: true, leg }
}

function notEscalated({ legId: of, state }: Leg): Refusal {
  return refuse(
    'NOT_ESCALATED',
    `Leg ${of} is ${state}: only a leg that was left to a person is a person's to decide.`,
  )
}
