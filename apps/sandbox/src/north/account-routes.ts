import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Bet } from '../house/bet.ts'
import type { Bookmaker } from '../house/bookmaker.ts'
import { formatMoney } from '../money.ts'
import type { Session } from '../web/session.ts'
import { writeOpenBet, writeRejection, writeSettledBet } from './wire.ts'

const betsQuery = z.object({ state: z.enum(['open', 'settled']) })
const betPath = z.object({ ref: z.string() })

const isOpen = ({ state }: Bet) => state === 'open'

/** What a customer of North has: balance, open and settled bets, cash-out. */
export function serveAccount(server: FastifyInstance, house: Bookmaker, session: Session): void {
  const forCustomer =
    (answer: (user: string, request: FastifyRequest, reply: FastifyReply) => object) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      const user = session.userOf(request)
      if (user !== null) return answer(user, request, reply)
      return reply.code(401).send(writeRejection('LOGGED_OUT', 'Log in to see your account.'))
    }

  server.get(
    '/api/bets',
    forCustomer((user, request, reply) => {
      const query = betsQuery.safeParse(request.query)
      if (!query.success) {
        return reply
          .code(400)
          .send(writeRejection('MALFORMED', 'Ask for ?state=open or ?state=settled.'))
      }
      if (query.data.state === 'settled')
        return { bets: house.settledBetsOf(user).map(writeSettledBet) }
      const open = house.betsOf(user).filter(isOpen)
      return { bets: open.map((bet) => writeOpenBet(bet, house.cashOutOffer(bet))) }
    }),
  )
  server.get(
    '/api/account',
    forCustomer((user) => ({
      balance: formatMoney(house.accounts.balanceOf(user)),
      currency: 'EUR',
    })),
  )
  server.post(
    '/api/bets/:ref/cash-out',
    forCustomer((user, request, reply) => {
      const bet = house.cashOut(user, betPath.parse(request.params).ref)
      if (bet)
        return { status: 'cashed_out', ref: bet.reference, amount: formatMoney(bet.returnedMinor) }
      return reply.code(409).send(writeRejection('SUSPENDED', 'This bet cannot be cashed out now.'))
    }),
  )
}
