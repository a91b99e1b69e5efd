import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Bookmaker } from '../house/bookmaker.ts'
import { sendPage } from '../web/server.ts'
import type { Session } from '../web/session.ts'
import { couponPage, rowsPart } from './coupon-page.ts'
import { headerPart, type Customer } from './frame.ts'
import { myPage } from './my-page.ts'
import { signInPage } from './sign-in-page.ts'

const signInForm = z.object({ user: z.string(), pass: z.string() })

export interface PageOptions {
  readonly house: Bookmaker
  readonly session: Session
  readonly isPageChanged: () => boolean
}

/** South's pages, and the parts of them that the page's script asks for again. */
export function servePages(
  server: FastifyInstance,
  { house, session, isPageChanged }: PageOptions,
): void {
  const customerOf = (user: string | null): Customer | null =>
    user === null ? null : { name: user, fundsMinor: house.accounts.balanceOf(user) }

  server.get('/', async (request, reply) => {
    const customer = customerOf(session.userOf(request))
    return sendPage(reply, couponPage(house.board, customer, isPageChanged()))
  })
  server.get('/parts/header', async (request, reply) =>
    sendPage(reply, headerPart(customerOf(session.userOf(request)))),
  )
  server.get('/parts/rows', async (_request, reply) => sendPage(reply, rowsPart(house.board)))

  server.get('/signin', async (_request, reply) => sendPage(reply, signInPage(false)))
  server.post('/signin', async (request, reply) => {
    const form = signInForm.safeParse(request.body)
    if (form.success && session.open(reply, form.data.user, form.data.pass))
      return reply.redirect('/', 303)
    return sendPage(reply, signInPage(true), 401)
  })
  server.post('/signout', async (request, reply) => {
    session.close(request, reply)
    return reply.redirect('/', 303)
  })

  server.get('/my', async (request, reply) => {
    const customer = customerOf(session.userOf(request))
    if (!customer) return reply.redirect('/signin', 303)
    return sendPage(
      reply,
      myPage(customer, house.betsOf(customer.name), (bet) => house.cashOutOffer(bet)),
    )
  })
}
