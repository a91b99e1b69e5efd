import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'

/** `/openapi.json` and `/docs`, from the routes' own schemas. Register before them. */
export function serveDocumentation(app: FastifyInstance): void {
  app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Surefoot',
        version: '1',
        description: 'The desk of one operator: accounts A and B, opportunities and executions.',
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'surefoot_session_PORT' },
          operatorToken: { type: 'http', scheme: 'bearer' },
        },
      },
      security: [{ session: [] }, { operatorToken: [] }],
    },
    transform: jsonSchemaTransform,
  })
  app.register(swaggerUi, { routePrefix: '/docs', staticCSP: false })
  app.register((scope, _options, done) => {
    scope.get('/openapi.json', { schema: { hide: true } }, () => app.swagger())
    done()
  })
}
