import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Bookmaker } from '../house/bookmaker.ts'
import { sendPage } from '../web/server.ts'
import type { Session } from '../web/session.ts'
import { betsPage } from './bets-page.ts'
import { eventsPage, eventsPart } from './events-page.ts'
import { accountPart, type Customer } from './frame.ts'
import { loginPage } from './login-page.ts'

const loginForm = z.object({ username: z.string(), password: z.string() })

export interface PageOptions {
  readonly house: Bookmaker
  readonly session: Session
  readonly isPageChanged: () => boolean
}

/** North's pages, and the parts of them that the page's script asks for again. */
export function servePages(
  server: FastifyInstance,
  { house, session, isPageChanged }: PageOptions,
): void {
  const customerOf = (user: string | null): Customer | null =>
    user === null ? null : { name: user, balanceMinor: house.accounts.balanceOf(user) }

  server.get('/', async (request, reply) => {
    const customer = customerOf(session.userOf(request))
    return sendPage(reply, eventsPage(house.board, customer, isPageChanged()))
  })
  server.get('/parts/account', async (request, reply) =>
    sendPage(reply, accountPart(customerOf(session.userOf(request)))),
  )
  server.get('/parts/events', async (_request, reply) => sendPage(reply, eventsPart(house.board)))

  server.get('/login', async (_request, reply) => sendPage(reply, loginPage(false)))
  server.post('/login', async (request, reply) => {
    const form = loginForm.safeParse(request.body)
    if (form.success && session.open(reply, form.data.username, form.data.password))
      return reply.redirect('/', 303)
    return sendPage(reply, loginPage(true), 401)
  })
  server.post('/logout', async (request, reply) => {
    session.close(request, reply)
    return reply.redirect('/', 303)
  })

  server.get('/bets', async (request, reply) => {
    const customer = customerOf(session.userOf(request))
    if (!customer) return reply.redirect('/login', 303)
    return sendPage(
      reply,
      betsPage(customer, house.betsOf(customer.name), (bet) => house.cashOutOffer(bet)),
    )
  })
}
