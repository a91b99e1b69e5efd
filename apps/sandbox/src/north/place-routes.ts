import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Bookmaker } from '../house/bookmaker.ts'
import { readDecimal } from '../market/odds.ts'
import { readMoney } from '../money.ts'
import { loseAnswer } from '../web/lose-answer.ts'
import type { Session } from '../web/session.ts'
import { writeAnswer, writeRejection } from './wire.ts'

const betBody = z.object({ selectionId: z.string().max(40), price: z.string(), stake: z.string() })

/** Places a bet: North decides at once and answers with its decision. */
export function servePlacing(server: FastifyInstance, house: Bookmaker, session: Session): void {
  server.post('/api/bets', async (request, reply) => {
    const body = betBody.safeParse(request.body)
    const odds = body.success ? readDecimal(body.data.price) : null
    const stakeMinor = body.success ? readMoney(body.data.stake) : null
    if (!body.success || odds === null || stakeMinor === null) {
      return reply
        .code(400)
        .send(
          writeRejection('MALFORMED', 'Send selectionId, price as "2.10" and stake as "25.00".'),
        )
    }
    const { selectionId } = body.data
    const user = session.userOf(request)
    const submit = house.submit({ user, selectionId, odds, stakeMinor, acceptsAnyOdds: false })
    const bet = await submit.answered
    if (submit.isAnswerLost) return loseAnswer(request, reply)
    const status = bet.refusal ? (bet.refusal.code === 'LOGGED_OUT' ? 401 : 409) : 201
    return reply.code(status).send(writeAnswer(bet))
  })
}
