import fastify from 'fastify'
import { observe } from './metrics-instrument.ts'
import { METRICS } from './metrics.ts'
import type { Telemetry } from './telemetry.ts'

export interface Health {
  /** Name a condition without which the service can do no work. */
  readonly readiness: (name: string, isReady: () => boolean) => void
  /** The conditions that do not hold now. */
  readonly missing: () => string[]
  /** Tell each condition at every scrape, until disposed. */
  readonly observe: () => Disposable
}

export function createHealth(): Health {
  const conditions = new Map<string, () => boolean>()
  return {
    readiness: (name, isReady) => void conditions.set(name, isReady),
    missing: () => [...conditions].filter(([, isReady]) => !isReady()).map(([name]) => name),
    observe: () =>
      observe([METRICS.ready], (tell) => {
        for (const [condition, isReady] of conditions)
          tell(METRICS.ready, { condition }, Number(isReady()))
      }),
  }
}

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
    return reply
      .code(missing.length === 0 ? 200 : 503)
      .send({ status: missing.length === 0 ? 'ok' : 'unavailable', missing })
  })
  app.get('/metrics', (request, reply) => {
    reply.hijack()
    options.telemetry.onScrape(request.raw, reply.raw)
  })
  await app.listen({ host: options.host, port: options.port })
  return { [Symbol.asyncDispose]: () => app.close() }
}
