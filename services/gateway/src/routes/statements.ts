import type { Bus } from '@surefoot/shared/bus'
import {
  account,
  betsRead,
  ledgerStatement,
  ledgerStatements,
  readBetsWhole,
  sendStatement,
} from '@surefoot/shared/messages'
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { ACT_WITHIN_MS, READ_WITHIN_MS } from '../deadlines.ts'
import { problems } from '../problem.ts'

export interface StatementRouteOptions {
  readonly bus: Bus
  readonly deskId: string
  /** The ledger holds something new. */
  readonly onChanged: () => void
}

/** What was read now, and what the ledger made of it. */
const reconciled = z.object({ reading: betsRead.reply, ...ledgerStatement.reply.shape })

/** The accounts' bets and balances as their providers show them, held against the ledger. */
export const statementRoutes: FastifyPluginCallbackZod<StatementRouteOptions> = (
  app,
  { bus, deskId, onChanged },
  done,
) => {
  app.get(
    '/api/statements',
    { schema: { response: { 200: ledgerStatements.reply, ...problems } } },
    async (_request, reply) => {
      const answer = await bus.request(ledgerStatements, { deskId }, { deadlineMs: READ_WITHIN_MS })
      if (!answer.ok) return reply.refused(answer)
      const { statements, unwatched = [] } = answer
      return { statements, unwatched }
    },
  )
  app.post(
    '/api/accounts/:account/statement',
    {
      schema: {
        params: z.object({ account }),
        body: z.strictObject({}).nullish(),
        response: { 200: reconciled, ...problems },
      },
    },
    async (request, reply) => {
      const of = { deskId, account: request.params.account }
      const reading = await readBetsWhole(
        (ask) => bus.request(betsRead, ask, { deadlineMs: ACT_WITHIN_MS }),
        of,
      )
      if (!reading.ok) return reply.refused(reading)
      const { bets, balance, readAt, providerId } = reading
      const answer = await sendStatement(
        (ask) => bus.request(ledgerStatement, ask, { deadlineMs: READ_WITHIN_MS }),
        { ...of, bets, balance, readAt, providerId },
      )
      if (!answer.ok) return reply.refused(answer)
      onChanged()
      const { settled, statement } = answer
      return { reading: { bets, balance, readAt }, settled, statement }
    },
  )
  done()
}
