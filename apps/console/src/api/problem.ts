import { money } from '@surefoot/shared/messages'
import { z } from 'zod'

/** A need that is open, as a refusal names it. */
const namedNeed = z.object({
  id: z.string(),
  kind: z.string(),
  message: z.string(),
  atRisk: money.nullable(),
})
export type NamedNeed = z.infer<typeof namedNeed>

const problem = z.object({
  code: z.string(),
  detail: z.string(),
  needs: z.array(namedNeed).default([]),
})

/** The gateway said no, or nothing: `message` tells the operator what is wrong and what to do. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: string
  readonly status: number
  /** What a person has to confirm before the same request is taken. */
  readonly needs: readonly NamedNeed[]

  constructor(
    code: string,
    message: string,
    status: number,
    { needs = [], ...options }: ErrorOptions & { readonly needs?: readonly NamedNeed[] } = {},
  ) {
    super(message, options)
    this.code = code
    this.status = status
    this.needs = needs
  }
}

export function readProblem(status: number, body: unknown): Problem {
  const told = problem.safeParse(body)
  return told.success
    ? new Problem(told.data.code, told.data.detail, status, { needs: told.data.needs })
    : new Problem('UNREADABLE', `The gateway answered ${status} without a reason.`, status)
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
