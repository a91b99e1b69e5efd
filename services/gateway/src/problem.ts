import { Fault, NoReply } from '@surefoot/shared/bus'
import type { Refusal } from '@surefoot/shared/messages'
import type { Logger } from '@surefoot/shared/runtime'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { STATUS_CODES } from 'node:http'
import { z } from 'zod'
import { need } from './needs/need.ts'
import type { NamedNeed } from './needs/confirm-run.ts'

/** The body of every answer that is not a success (RFC 9457). `detail` says what is wrong and what to do. */
const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  faults: z.array(z.string()).optional(),
  /** What the person has to confirm first. */
  needs: z.array(need.pick({ id: true, kind: true, message: true, atRisk: true })).optional(),
})
type Problem = z.infer<typeof problem>

/** For the `response` of a route's schema: every way it can fail. */
export const problems = { '4xx': problem, '5xx': problem }

export interface ProblemText {
  readonly code: string
  readonly detail: string
  readonly faults?: string[]
  readonly needs?: readonly NamedNeed[]
}

function createProblem(status: number, { needs, ...text }: ProblemText): Problem {
  const title = STATUS_CODES[status] ?? 'Error'
  return { type: 'about:blank', title, status, ...text, ...(needs && { needs: [...needs] }) }
}

declare module 'fastify' {
  interface FastifyReply {
    problem(status: number, text: ProblemText): this
    /** A service said no. */
    refused(refusal: Refusal): this
  }
}

/** Teach replies to say no, and turn what is thrown into a problem. */
export function registerProblems(app: FastifyInstance, logger: Logger): void {
  app.decorateReply('problem', function (status: number, text: ProblemText) {
    return this.code(status).type('application/problem+json').send(createProblem(status, text))
  })
  app.decorateReply('refused', function ({ code, message }: Refusal) {
    return this.problem(409, { code, detail: message })
  })
  app.setErrorHandler(createErrorHandler(logger))
}

/** What becomes of an error that reached the edge. What we did not foresee is logged and not told. */
function createErrorHandler(logger: Logger) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    if (hasZodFastifySchemaValidationErrors(error)) return reply.problem(400, readFaults(error))
    if (error instanceof NoReply) return reply.problem(503, readSilence(error))
    if (error instanceof Fault)
      return reply.problem(409, { code: error.code, detail: error.message })
    const refused = httpError.safeParse(error)
    if (refused.success) {
      const { statusCode, code, message } = refused.data
      return reply.problem(statusCode, { code, detail: message })
    }
    logger.error({ err: error, url: request.url }, 'a request failed')
    return reply.problem(500, {
      code: 'INTERNAL',
      detail: 'Something unforeseen went wrong; the log of the gateway says what. Try again.',
    })
  }
}

/** An error of Fastify or of a plugin that blames the request. */
const httpError = z.object({
  statusCode: z.number().int().min(400).max(499),
  code: z.string().default('BAD_REQUEST'),
  message: z.string(),
})

function readFaults(error: {
  validation: { instancePath: string; message?: string | undefined }[]
  validationContext?: string | undefined
}): ProblemText {
  const faults = error.validation.map(({ instancePath, message = 'is wrong' }) => {
    const where = instancePath.slice(1).replaceAll('/', '.')
    return where ? `${where}: ${message}` : message
  })
  const part = error.validationContext ?? 'request'
  return {
    code: 'INVALID_REQUEST',
    detail: `The ${part} does not fit: ${faults.join('; ')}`.slice(0, 2000),
    faults,
  }
}

function readSilence({ code, subject }: NoReply): ProblemText {
  return {
    code: 'SERVICE_SILENT',
    detail:
      code === 'NO_RESPONDERS'
        ? `Nothing was done: no service listens to ${subject}. Start the service, then try again.`
        : `${subject} was not answered in time, so it may have been done: look before you try again.`,
  }
}
