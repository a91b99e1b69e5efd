import { createHash, timingSafeEqual } from 'node:crypto'
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import { z } from 'zod'
import { knob } from '../house/knobs.ts'
import { DIRECTIONS } from '../market/disturb.ts'
import { RESULTS, SPORTS } from '../market/match.ts'
import type { World } from '../world.ts'
import { writeBook } from './write-book.ts'

const settleBody = z.union([
  z.strictObject({ eventId: z.string(), result: z.enum(RESULTS).optional() }),
  z.strictObject({ all: z.literal(true), result: z.enum(RESULTS).optional() }),
])
const opportunityBody = z
  .strictObject({
    durationMs: z.number().int().min(100).max(600_000).optional(),
    direction: z.enum(DIRECTIONS).optional(),
    sport: z.enum(SPORTS).optional(),
  })
  .default({})

export interface AdminOptions {
  readonly world: World
  readonly token: string
  readonly now: () => number
}

/** The checkers' and testers' port: the private book, faults, settlement, arbitrages on request. */
export function createAdmin({ world, token, now }: AdminOptions): FastifyInstance {
  const server = fastify({ forceCloseConnections: true })
  const expected = digest(`Bearer ${token}`)

  server.addHook('onRequest', async (request, reply) => {
    if (request.url === '/healthz') return
    if (timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) return
    await refuse(reply, 401, {
      code: 'TOKEN',
      message: 'Send the header "authorization: Bearer <SANDBOX_TOKEN>".',
    })
  })
  server.setErrorHandler((fault, _request, reply) => {
    if (fault instanceof z.ZodError)
      return refuse(reply, 400, { code: 'MALFORMED', message: z.prettifyError(fault) })
    const message = fault instanceof Error ? fault.message : 'The sandbox failed.'
    return refuse(reply, readStatus(fault), { code: 'FAILED', message })
  })
  server.setNotFoundHandler((request, reply) =>
    refuse(reply, 404, {
      code: 'NOT_FOUND',
      message: `There is no ${request.method} ${request.url} here.`,
    }),
  )

  server.get('/healthz', async () => ({ status: 'ok' }))
  server.get('/book', async () => writeBook(world))
  serveKnobs(server, world)

  server.post('/settle', async (request, reply) => {
    const body = settleBody.parse(request.body)
    const match = 'eventId' in body ? world.findMatch(body.eventId) : null
    if (match === undefined) {
      return refuse(reply, 404, {
        code: 'NO_EVENT',
        message: 'No house lists an event with this id.',
      })
    }
    const matches = match === null ? world.matchesWithOpenBets() : [match]
    return { settled: matches.reduce((settled, each) => settled + world.end(each, body.result), 0) }
  })

  server.post('/opportunity', async (request, reply) => {
    const opportunity = world.maker.openOpportunity(
      opportunityBody.parse(request.body ?? undefined),
      now(),
    )
    if (opportunity) return opportunity
    return refuse(reply, 409, {
      code: 'NO_FREE_MARKET',
      message: 'Every market that both houses have is busy or suspended; wait for one to close.',
    })
  })
  return server
}

function serveKnobs(server: FastifyInstance, world: World): void {
  const list = () => ({ knobs: world.knobs.list() })

  server.get('/knobs', async () => list())
  server.post('/knobs', async (request, reply) => {
    if (world.turn(knob.parse(request.body))) return list()
    return refuse(reply, 404, {
      code: 'NO_SELECTION',
      message: 'This house lists no selection with this id.',
    })
  })
  server.delete('/knobs', async () => {
    world.turnBack()
    return list()
  })
}

const refuse = (reply: FastifyReply, status: number, fault: { code: string; message: string }) =>
  reply.code(status).send(fault)

const digest = (text: string) => createHash('sha256').update(text).digest()

const statusOf = z.object({ statusCode: z.number().int().min(400).max(599) })

function readStatus(fault: unknown): number {
  const known = statusOf.safeParse(fault)
  return known.success ? known.data.statusCode : 500
}
