import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'

export type Call = (
  method: string,
  path: string,
  options?: { readonly body?: unknown; readonly headers?: Record<string, string> },
) => Promise<unknown>

/** A request was answered, and not with what was asked for. */
export class OperatorRefused extends Error {
  override readonly name = 'OperatorRefused'
  readonly code: string
  readonly status: number

  constructor(act: string, status: number, problem: string) {
    super(`${act}: ${status} ${problem}`)
    this.status = status
    this.code = readCode(problem)
  }
}

/** No answer came at all. */
class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
}

/** The code of a problem document; '' for an answer that is none. */
function readCode(problem: string): string {
  try {
    return z.object({ code: z.string() }).parse(JSON.parse(problem)).code
  } catch {
    return ''
  }
}

/** Longer than the gateway's own limits: it answers that a service is silent. */
const REQUEST_WITHIN_MS = 20_000
/** A gateway that was killed is back within this. */
const READ_WITHIN_MS = 30_000
const AGAIN_AFTER_MS = 500

/** Refusals that say that something behind the gateway does not reply: it was killed and is started again. */
const PASSING: ReadonlySet<string> = new Set(['LEDGER_SILENT', 'SERVICE_SILENT', 'DESK_NOT_SERVED'])

/** Whether the same request may well be answered a moment later: a gateway that restarts, a service that is silent. */
function isPassing(error: unknown): boolean {
  if (error instanceof OperatorRefused) return error.status >= 500 || PASSING.has(error.code)
  return error instanceof NoAnswer
}

/**
 * Requests to the gateways in turn, as a load balancer would send them. What only reads is asked again while the failure
 * may pass; whatever changes something is sent once.
 */
export function createCall(
  gatewayUrls: readonly [string, ...string[]],
  token: string,
  signal?: AbortSignal,
): Call {
  const sendTo = takeTurns(gatewayUrls)
  const send: Call = (method, path, options) =>
    sendOnce(`${sendTo()}${path}`, { method, path, token, signal, ...options })
  return async (method, path, options) => {
    if (method !== 'GET') return send(method, path, options)
    return persist(() => send(method, path, options), { withinMs: READ_WITHIN_MS, signal })
  }
}

/**
 * Do something again until it is answered or the time is over, while its failure may pass. Only for what changes nothing
 * when it is done twice: never for a bet. Throws the last failure.
 */
export async function persist<T>(
  act: () => Promise<T>,
  { withinMs, signal }: { readonly withinMs: number; readonly signal?: AbortSignal | undefined },
): Promise<T> {
  const until = performance.now() + withinMs
  for (;;) {
    try {
      return await act()
    } catch (error) {
      if (!isPassing(error) || signal?.aborted || performance.now() > until) throw error
      await delay(AGAIN_AFTER_MS)
    }
  }
}

function takeTurns([first, ...further]: readonly [string, ...string[]]): () => string {
  const waiting = [...further]
  let next = first
  return () => {
    const url = next
    waiting.push(url)
    next = waiting.shift() ?? url
    return url
  }
}

interface Request {
  readonly method: string
  readonly path: string
  readonly token: string
  readonly signal?: AbortSignal | undefined
  readonly body?: unknown
  readonly headers?: Record<string, string>
}

async function sendOnce(url: string, request: Request): Promise<unknown> {
  const { method, path, token, signal, body, headers = {} } = request
  const limit = AbortSignal.timeout(REQUEST_WITHIN_MS)
  const { status, text } = await fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...headers,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: signal ? AbortSignal.any([limit, signal]) : limit,
  })
    .then(async (response) => ({ status: response.status, text: await response.text() }))
    .catch((cause: unknown) => {
      signal?.throwIfAborted()
      throw new NoAnswer(
        `${method} ${path}: the gateway at ${url.slice(0, -path.length)} does not answer`,
        { cause },
      )
    })
  if (status < 200 || status > 299) throw new OperatorRefused(`${method} ${path}`, status, text)
  return text === '' ? undefined : JSON.parse(text)
}
