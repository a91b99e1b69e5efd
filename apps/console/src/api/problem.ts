import { z } from 'zod'

const problem = z.object({ code: z.string(), detail: z.string() })

/** The gateway said no, or nothing: `message` tells the operator what is wrong and what to do. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: string
  readonly status: number

  constructor(code: string, message: string, status: number, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.status = status
  }
}

export function readProblem(status: number, body: unknown): Problem {
  const told = problem.safeParse(body)
  return told.success
    ? new Problem(told.data.code, told.data.detail, status)
    : new Problem('UNREADABLE', `The gateway answered ${status} without a reason.`, status)
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
