import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isMutation } from './access.ts'
import { networkOf } from './auth/guesses.ts'

/** A person clicks and types less than this; guessing a link is hopeless at any rate. */
const ACTS_A_MINUTE = 600
const LOGINS_A_MINUTE = 20

/** Headers that keep the console's page to itself, and a bound on acts. Register before the routes. */
export function registerGuards(app: FastifyInstance): void {
  app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        // The console's component library writes its colours into a style element.
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'"],
        'manifest-src': ["'self'"],
        'base-uri': ["'none'"],
        'form-action': ["'none'"],
        'frame-ancestors': ["'none'"],
      },
    },
    frameguard: { action: 'deny' },
    // Whether this name is served by TLS is the proxy's to promise.
    hsts: false,
  })
  app.register(rateLimit, {
    timeWindow: 60_000,
    max: (request) => (isLogin(request) ? LOGINS_A_MINUTE : ACTS_A_MINUTE),
    keyGenerator: (request) => `${isLogin(request) ? 'login' : 'act'} ${networkOf(request.ip)}`,
    allowList: (request) => !isMutation(request.method),
    errorResponseBuilder: (_request, { statusCode, after }) => ({
      statusCode,
      code: 'TOO_MANY_REQUESTS',
      message: `Too many requests. Try again in ${after}.`,
    }),
  })
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
  })
}

function isLogin({ method, routeOptions }: FastifyRequest): boolean {
  return method === 'POST' && routeOptions.url === '/api/session'
}
