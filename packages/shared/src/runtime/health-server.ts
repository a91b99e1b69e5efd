import fastify from 'fastify'
import type { Health } from './health.ts'
import type { Telemetry } from './telemetry.ts'

export interface HealthOptions {
  readonly health: Health
  readonly telemetry: Telemetry
  readonly host: string
  readonly port: number
}

/** Serve `/livez`, `/readyz` and `/metrics`. */
export async function openHealthServer(options: HealthOptions): Promise<AsyncDisposable> {
  const app = fastify()
  app.get('/livez', () => ({ status: 'ok' }))
  app.get('/readyz', (_request, reply) => {
    const missing = options.health.missing()
    const degraded = options.health.degraded()
    if (missing.length > 0)
      return reply.code(503).send({ status: 'unavailable', missing, degraded })
    return reply.send({ status: degraded.length === 0 ? 'ok' : 'degraded', missing, degraded })
  })
  app.get('/metrics', (request, reply) => {
    reply.hijack()
    options.telemetry.onScrape(request.raw, reply.raw)
  })
  await app.listen({ host: options.host, port: options.port })
  return { [Symbol.asyncDispose]: () => app.close() }
}
