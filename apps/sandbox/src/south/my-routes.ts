import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Bet } from '../house/bet.ts'
import type { Bookmaker } from '../house/bookmaker.ts'
import { formatGrouped, formatMoney } from '../money.ts'
import type { Session } from '../web/session.ts'
import { writeOpenBets, writeRefusal, writeSettledBets } from './wire.ts'

const cashOutForm = z.object({ r: z.string() })

/** What a customer of South has: funds, open and settled bets, cash-out. */
export function serveMy(server: FastifyInstance, house: Bookmaker, session: Session): void {
  const forCustomer =
    (answer: (user: string, request: FastifyRequest, reply: FastifyReply) => object) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      const user = session.userOf(request)
      if (user !== null) return answer(user, request, reply)
      return reply
        .code(401)
        .send(writeRefusal({ code: 'LOGGED_OUT', message: 'Sign in to see your account.' }))
    }
  const isOpen = ({ state }: Bet) => state === 'open' || state === 'pending'

  server.get(
    '/my/open',
    forCustomer((user) =>
      writeOpenBets(house.betsOf(user).filter(isOpen), (bet) => house.cashOutOffer(bet)),
    ),
  )
  server.get(
    '/my/settled',
    forCustomer((user) => writeSettledBets(house.settledBetsOf(user))),
  )
  server.get(
    '/my/funds',
    forCustomer((user) => ({ f: formatGrouped(house.accounts.balanceOf(user)), c: 'EUR' })),
  )
  server.post(
    '/my/cashout',
    forCustomer((user, request, reply) => {
      const form = cashOutForm.safeParse(request.body)
      const bet = form.success ? house.cashOut(user, form.data.r) : null
      if (bet) return { s: 'C', r: bet.reference, a: formatMoney(bet.returnedMinor) }
      return reply
        .code(409)
        .send(writeRefusal({ code: 'SUSPENDED', message: 'This bet cannot be cashed out now.' }))
    }),
  )
}
