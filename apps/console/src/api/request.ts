import type { z } from 'zod'
import { Problem, readProblem } from './problem.ts'

export interface Ask {
  readonly method?: 'GET' | 'POST' | 'DELETE'
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** A request waits no longer: the operator is told that nothing is known, instead of nothing. */
const DEADLINE_MS = 20_000

/** Ask the gateway and read its answer by the schema. Throws Problem; never asks twice by itself. */
export async function request<S extends z.ZodType>(
  path: string,
  schema: S,
  ask: Ask = {},
): Promise<z.output<S>> {
  const answer = await send(path, ask)
  const body: unknown =
    answer.status === 204 ? undefined : await answer.json().catch(() => undefined)
  if (!answer.ok) throw readProblem(answer.status, body)
  const reading = schema.safeParse(body)
  if (reading.success) return reading.data
  throw new Problem(
    'UNREADABLE',
    'The gateway answered in a form this console does not know. Reload the page.',
    answer.status,
  )
}

async function send(path: string, { method = 'GET', body, headers }: Ask): Promise<Response> {
  const isMutation = method !== 'GET'
  try {
    return await fetch(path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        // Not to be sent by a form of another site: together with the Origin it proves that this page asks.
        ...(isMutation ? { 'X-Surefoot': '1' } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(DEADLINE_MS),
    })
  } catch (cause) {
    const doubt = isMutation
      ? ' It may have been done all the same: look before you try again.'
      : ''
    throw new Problem('NO_ANSWER', `The gateway does not answer. See that it runs.${doubt}`, 0, {
      cause,
    })
  }
}
