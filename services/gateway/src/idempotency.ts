import { Fault, type Bus } from '@surefoot/shared/bus'
import { ledgerRequestKey } from '@surefoot/shared/messages'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { READ_WITHIN_MS } from './deadlines.ts'

/** The header that makes asking twice asking once. */
export const idempotency = z.looseObject({ 'idempotency-key': z.uuid() })

export interface KeyOptions {
  readonly bus: Bus
  readonly deskId: string
}

/**
 * Before a route acts: the key of the request is bound in the ledger to its operator, route, address and body, or refused.
 * Without an answer of the ledger nothing is done. Runs after validation, so that what is refused as unreadable binds nothing.
 */
export function createBindKey({ bus, deskId }: KeyOptions) {
  return async (
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply | undefined> => {
    const { 'idempotency-key': key } = idempotency.parse(request.headers)
    const { actor, body, params, routeOptions } = request
    const digest = createHash('sha256')
      .update(writeSorted([params, body]))
      .digest('hex')
    const ask = { deskId, route: routeOptions.url ?? '', key, actor, digest }
    const answer = await bus.request(ledgerRequestKey, ask, { deadlineMs: READ_WITHIN_MS })
    if (answer.ok) return undefined
    if (answer.code !== 'KEY_REUSED') throw new Fault(answer.code, answer.message, 'retry')
    return reply.problem(422, { code: answer.code, detail: answer.message })
  }
}

/** JSON with the keys of objects in order: one request is one text, in whatever order a program writes it. */
function writeSorted(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    const object = z.record(z.string(), z.unknown()).safeParse(part)
    if (!object.success) return part
    return Object.fromEntries(Object.entries(object.data).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  })
}
