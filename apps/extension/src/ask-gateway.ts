import { z } from 'zod/mini'
import type { Identity } from './identity.ts'

export type GatewayAnswer<T> =
  | ({ readonly ok: true } & T)
  | { readonly ok: false; readonly message: string }

export interface GatewayQuestion<S extends z.ZodMiniObject> {
  readonly path: '/api/extension/status' | '/api/extension/mark'
  /** Sent as JSON by POST; left out, the question is a GET. */
  readonly body?: object
  readonly answer: S
}

/** The gateway answers a mark within 15 s. */
const ANSWERED_WITHIN_MS = 20_000
const problem = z.object({ detail: z.string() })

/** Ask the gateway as this browser. A refusal and a silence are answers, with a sentence for the operator. */
export async function askGateway<S extends z.ZodMiniObject>(
  { gatewayUrl, token }: Identity,
  { path, body, answer }: GatewayQuestion<S>,
): Promise<GatewayAnswer<z.infer<S>>> {
  const said = await fetch(new URL(path, gatewayUrl), {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${token}`,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(ANSWERED_WITHIN_MS),
  }).then(
    (response) => response.json().catch(() => null),
    () => undefined,
  )
  if (said === undefined)
    return {
      ok: false,
      message: `Surefoot does not answer at ${gatewayUrl}. Start it, then try again.`,
    }
  const reading = answer.safeParse(said)
  if (reading.success) return { ok: true, ...reading.data }
  const refused = problem.safeParse(said)
  return {
    ok: false,
    message: refused.success
      ? refused.data.detail
      : `What answers at ${gatewayUrl} is not Surefoot. Restart Surefoot, then switch the account off and on.`,
  }
}
