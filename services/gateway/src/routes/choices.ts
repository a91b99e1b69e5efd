import type { ReadTerms } from '@surefoot/ledger-client'
import type { Bus } from '@surefoot/shared/bus'
import {
  decisionNote,
  account,
  executionRecord,
  foreignId,
  hedgeChoose,
  ledgerAccept,
  ledgerAdopt,
  legId,
  shownChoice,
} from '@surefoot/shared/messages'
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { ACT_WITHIN_MS } from '../deadlines.ts'
import { findOwnExecution } from '../own-execution.ts'
import type { LiveDesk } from '../live-desk.ts'
import { choices } from '../needs/choice-view.ts'
import { readChoices } from '../needs/live-choices.ts'
import type { LiveNeeds } from '../needs/live-needs.ts'
import { createBindKey, idempotency } from '../idempotency.ts'
import { problems } from '../problem.ts'

export interface ChoiceRouteOptions {
  readonly bus: Bus
  readonly deskId: string
  readonly liveDesk: Pick<LiveDesk, 'read'>
  readonly needs: Pick<LiveNeeds, 'read'>
  readonly readTerms: ReadTerms
  /** The ledger holds something new. */
  readonly onChanged: () => void
}

const params = z.object({ id: z.uuid() })
const adoption = z.strictObject({
  account,
  betReference: foreignId,
  /** The leg that the bet is; left out: it covers what is exposed. */
  legId: legId.optional(),
  note: decisionNote.default('Adopted from the statement of the account.'),
})
const shown = z.strictObject(shownChoice.shape)
const acceptance = z.strictObject({ reason: decisionNote })

/** What a person does about a lone leg: has a choice placed that was shown, adopts a bet, or accepts the risk. */
export const choiceRoutes: FastifyPluginCallbackZod<ChoiceRouteOptions> = (app, options, done) => {
  app.get(
    '/api/executions/:id/choices',
    { schema: { params, response: { 200: choices, ...problems } } },
    async ({ params: { id } }, reply) => {
      const { liveDesk, needs } = options
      const reading = [findOwnExecution(options, id), liveDesk.read(), needs.read()] as const
      const [found, desk, { ledgerNow }] = await Promise.all(reading)
      if (!found.ok) return reply.refused(found)
      return desk.ok
        ? readChoices(options, found.record, { ...desk, ledgerNow })
        : reply.refused(desk)
    },
  )
  app.register(placeRoute, options)
  app.register(decisionRoutes, options)
  done()
}

const within = { deadlineMs: ACT_WITHIN_MS }

const placeRoute: FastifyPluginCallbackZod<ChoiceRouteOptions> = (app, options, done) => {
  const answers = { 202: hedgeChoose.reply, ...problems }
  app.post(
    '/api/executions/:id/hedge',
    {
      // The same click sent again is no second hedge.
      preHandler: createBindKey(options),
      schema: { params, headers: idempotency, body: shown, response: answers },
    },
    async ({ actor, body, headers, params: { id: executionId } }, reply) => {
      const { bus, deskId, onChanged } = options
      const request = headers['idempotency-key']
      const ask = { deskId, executionId, request, shown: body, by: actor }
      const answer = await bus.request(hedgeChoose, ask, within)
      if (!answer.ok) return reply.refused(answer)
      onChanged()
      return reply.code(202).send({ leg: answer.leg })
    },
  )
  done()
}

const decisionRoutes: FastifyPluginCallbackZod<ChoiceRouteOptions> = (app, options, done) => {
  const { bus, onChanged } = options
  app.post(
    '/api/executions/:id/adopt',
    { schema: { params, body: adoption, response: { 200: ledgerAdopt.reply, ...problems } } },
    async ({ actor, body, params: { id: executionId } }, reply) => {
      const found = await findOwnExecution(options, executionId)
      if (!found.ok) return reply.refused(found)
      const answer = await bus.request(ledgerAdopt, { executionId, ...body, by: actor }, within)
      if (!answer.ok) return reply.refused(answer)
      onChanged()
      return answer
    },
  )
  app.post(
    '/api/executions/:id/accept',
    { schema: { params, body: acceptance, response: { 200: executionRecord, ...problems } } },
    async ({ actor, body: { reason }, params: { id: executionId } }, reply) => {
      const found = await findOwnExecution(options, executionId)
      if (!found.ok) return reply.refused(found)
      const answer = await bus.request(ledgerAccept, { executionId, reason, by: actor }, within)
      if (!answer.ok) return reply.refused(answer)
      onChanged()
      return answer
    },
  )
  done()
}
