import { FastifyOtelInstrumentation } from '@fastify/otel'

/** Trace each request of the interface, but for the stream of events, which lasts as long as its page. */
export function traceRequests(): FastifyOtelInstrumentation {
  return new FastifyOtelInstrumentation({
    registerOnInitialization: true,
    instrumentHooks: false,
    instrumentHandler: false,
    // Else all have the same name.
    requestHook: (span, { method, routeOptions }) => {
      span.updateName(`${method} ${routeOptions.url ?? ''}`.trim())
    },
    ignorePaths: ({ url }) => !url.startsWith('/api/') || url === '/api/events',
  })
}
