import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/**
 * Serve the built console from `dir`: its files, and its start page for every address that is a screen of it. Without a
 * `dir`, or for an address that is neither, the answer is a problem.
 */
export function serveConsole(app: FastifyInstance, dir: string | undefined): void {
  if (dir !== undefined) app.register(fastifyStatic, { root: dir, schemaHide: true })
  app.setNotFoundHandler((request, reply) =>
    dir !== undefined && isScreen(request) ? reply.sendFile('index.html') : notFound(reply, dir),
  )
}

function isScreen({ method, url, headers }: FastifyRequest): boolean {
  const wantsPage = headers.accept?.includes('text/html') === true
  return method === 'GET' && wantsPage && !url.startsWith('/api/')
}

function notFound(reply: FastifyReply, dir: string | undefined): FastifyReply {
  const detail =
    dir === undefined
      ? 'Nothing is here, and no console is served: set CONSOLE_DIR to its build. /docs lists the interface.'
      : 'Nothing is here. /docs lists the interface.'
  return reply.problem(404, { code: 'NOT_FOUND', detail })
}
