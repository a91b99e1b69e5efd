import type { Bus } from '@surefoot/shared/bus'
import { contractDelete, contractImport, contractList, providerId } from '@surefoot/shared/messages'
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { ACT_WITHIN_MS, READ_WITHIN_MS } from '../deadlines.ts'
import { isPlainJson } from '../plain-json.ts'
import { problems } from '../problem.ts'

export interface ContractRouteOptions {
  readonly bus: Bus
  readonly deskId: string
}

/** A contract holds recorded frames; a message of the bus holds 1 MiB. */
const CONTRACT_BYTES = 512 * 1024
const CONTRACT_DEPTH = 40

const contractBody = z.strictObject({
  document: contractImport.body.shape.document.refine(
    (document) => isPlainJson(document, CONTRACT_DEPTH),
    `give JSON with finite numbers, nested ${CONTRACT_DEPTH} deep at most`,
  ),
})

/** The contracts of the providers: list, import, delete. Their schema is the ledger's to check. */
export const contractRoutes: FastifyPluginCallbackZod<ContractRouteOptions> = (
  app,
  { bus, deskId },
  done,
) => {
  app.get(
    '/api/contracts',
    { schema: { response: { 200: contractList.reply, ...problems } } },
    async (_request, reply) => {
      const answer = await bus.request(contractList, {}, { deadlineMs: READ_WITHIN_MS })
      return answer.ok ? { contracts: answer.contracts } : reply.refused(answer)
    },
  )
  app.post(
    '/api/contracts',
    {
      bodyLimit: CONTRACT_BYTES,
      schema: { body: contractBody, response: { 201: contractImport.reply, ...problems } },
    },
    async (request, reply) => {
      const { actor } = request
      const { document } = request.body
      const within = { deadlineMs: ACT_WITHIN_MS }
      const answer = await bus.request(contractImport, { deskId, document, actor }, within)
      if (!answer.ok) return reply.refused(answer)
      return reply.code(201).send({ contract: answer.contract })
    },
  )
  app.delete(
    '/api/contracts/:providerId',
    {
      schema: {
        params: z.object({ providerId }),
        response: { 204: z.undefined().describe('Done.'), ...problems },
      },
    },
    async (request, reply) => {
      const { params, actor } = request
      const within = { deadlineMs: ACT_WITHIN_MS }
      const answer = await bus.request(contractDelete, { deskId, ...params, actor }, within)
      return answer.ok ? reply.code(204).send() : reply.refused(answer)
    },
  )
  done()
}
