import { fileURLToPath } from 'node:url'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import files from '@fastify/static'
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import type { House } from '../market/match.ts'
import type { Html } from './html.ts'

export interface HouseOptions {
  readonly keepsConnections: boolean
  readonly isPageChanged: () => boolean
}

const HEADERS = {
  'content-security-policy':
    "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
} as const

const LARGEST_BODY_BYTES = 16_384

/**
 * A house's web server: cookies, forms and the files of `public/<house>` under `/assets/`.
 * @param keepsConnections false: each answer ends its connection. When a connection that was used before breaks
 * without a byte, Chromium sends the request again by itself, a bet too; a fresh connection it does not.
 */
export async function createHouseServer(
  house: House,
  keepsConnections: boolean,
): Promise<FastifyInstance> {
  const server = fastify({
    forceCloseConnections: true,
    bodyLimit: LARGEST_BODY_BYTES,
    maxRequestsPerSocket: keepsConnections ? 0 : 1,
  })
  await server.register(cookie)
  await server.register(formbody)
  await server.register(files, {
    root: fileURLToPath(new URL(`../../public/${house}/`, import.meta.url)),
    prefix: '/assets/',
    index: false,
  })
  server.addHook('onRequest', async (_request, reply) => {
    reply.headers(HEADERS)
  })
  return server
}

/** @returns the origin: `http://127.0.0.1:40123` */
export async function listen(
  server: FastifyInstance,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<string> {
  return server.listen({ host, port })
}

export function sendPage(reply: FastifyReply, page: Html, status = 200): FastifyReply {
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(page.text)
}
