import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Bet } from '../house/bet.ts'
import type { Bookmaker } from '../house/bookmaker.ts'
import { readFraction } from '../market/odds.ts'
import { readMoney } from '../money.ts'
import { loseAnswer } from '../web/lose-answer.ts'
import type { Session } from '../web/session.ts'
import { writeAnswer } from './wire.ts'

const slipForm = z.object({
  oid: z.string().max(40),
  odd: z.string(),
  amount: z.string(),
  any: z.literal('1').optional(),
})
const statusQuery = z.object({ t: z.string() })

const refused = (code: string, text: string) => ({ s: 'R', c: code, d: text })

/** South's slip: a bet is held for the live delay under a ticket, and the page asks what became of it. */
export function serveSlip(server: FastifyInstance, house: Bookmaker, session: Session): void {
  const answers = new Map<string, Bet | null>()
  /** A ticket that an earlier start gave is answered from the book. */
  const findAnswer = (ticket: string): Bet | null | undefined =>
    answers.has(ticket) ? answers.get(ticket) : house.find(ticket)

  server.post('/slip/place', async (request, reply) => {
    const form = slipForm.safeParse(request.body)
    const odds = form.success ? readFraction(form.data.odd) : null
    const stakeMinor = form.success ? readMoney(form.data.amount) : null
    if (!form.success || odds === null || stakeMinor === null) {
      return reply.code(400).send(refused('FORM', 'Send oid, odd as 11/10 and amount as 25.00.'))
    }
    const { oid: selectionId, any } = form.data
    const user = session.userOf(request)
    const submit = house.submit({
      user,
      selectionId,
      odds,
      stakeMinor,
      acceptsAnyOdds: any === '1',
    })
    if (submit.bet.refusal) {
      return reply
        .code(submit.bet.refusal.code === 'LOGGED_OUT' ? 401 : 409)
        .send(writeAnswer(submit.bet))
    }
    const ticket = submit.bet.reference
    answers.set(ticket, null)
    void submit.answered.then((bet) => answers.set(ticket, bet))
    if (submit.isAnswerLost) return loseAnswer(request, reply)
    return reply.code(202).send({ s: 'P', t: ticket })
  })

  server.get('/slip/status', async (request, reply) => {
    const query = statusQuery.safeParse(request.query)
    const answer = query.success ? findAnswer(query.data.t) : undefined
    if (answer === undefined)
      return reply.code(404).send(refused('TICKET', 'There is no such ticket.'))
    return answer === null ? { s: 'P' } : writeAnswer(answer)
  })
}
