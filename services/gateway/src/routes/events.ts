import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { readCookie } from '../auth/session-cookie.ts'
import type { Sessions } from '../auth/sessions.ts'
import type { EventFeed } from '../event-feed.ts'
import { openEventStream, type EventStream } from '../event-stream.ts'

export interface EventRouteOptions {
  readonly feed: EventFeed
  readonly sessions: Sessions
}

const position = z.looseObject({ 'last-event-id': z.string().max(40).optional() })
const MOST_STREAMS = 32

/** What happens, as server-sent events. */
export const eventRoutes: FastifyPluginCallbackZod<EventRouteOptions> = (
  app,
  { feed, sessions },
  done,
) => {
  const streams = new Set<EventStream>()
  app.addHook('preClose', () => streams.forEach((stream) => stream.end()))
  app.get('/api/events', { schema: { headers: position } }, (request, reply) => {
    if (streams.size >= MOST_STREAMS)
      return reply.problem(503, {
        code: 'TOO_MANY_STREAMS',
        detail: `${MOST_STREAMS} consoles are open. Close one, then try again.`,
      })
    const secret = request.session && readCookie(request)
    const stream = openEventStream({
      feed,
      lastId: readLastId(feed, request.headers['last-event-id']),
      isAllowed: () => !secret || sessions.isOpen(secret),
      onEnded: () => streams.delete(stream),
    })
    streams.add(stream)
    return reply.type('text/event-stream').header('x-accel-buffering', 'no').send(stream.output)
  })
  done()
}

/** A position that another process gave, or nobody, is NaN, which the ring does not know. */
function readLastId({ id }: EventFeed, header: string | undefined): number | null {
  if (header === undefined) return null
  const [count, feedId] = header.split('-')
  return feedId === id ? Number(count) : Number.NaN
}
