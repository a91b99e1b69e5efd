/**
 * Sends one request to a provider, once, over a connection of its own.
 *
 * Chromium sends a POST again by itself, below every interception, when a connection that it had used before breaks ahead
 * of the answer: one click then makes two bets. So the one request that the fence lets out is not sent by Chromium.
 *
 * C1. The request is written at most once, to a connection that nothing was sent on before. Nothing is sent again, and
 *     no redirect is followed.
 * C2. It is written only if the clock is before `expiresAtMs` when the connection stands.
 * C3. The answer is given plain, and its headers say so: a provider may pack it although that was not asked for.
 * C4. `not-sent` only if not a byte of it was written. All else that is no whole answer is `no-answer`.
 */
import { request as requestHttp, type ClientRequest, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { decodeBody } from './decode-body.ts'

export interface CarriedRequest {
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

export interface CarryLimits {
  /** On `nowMs`'s clock: not written from here on. */
  readonly expiresAtMs: number
  /** For the whole answer. */
  readonly timeoutMs: number
  readonly nowMs: () => number
}

export type Carriage =
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly headers: readonly { readonly name: string; readonly value: string }[]
      readonly body: Buffer
    }
  | { readonly kind: 'not-sent'; readonly why: string }
  | { readonly kind: 'no-answer'; readonly why: string }

/** Set by the connection itself, or asking for an answer in a form that would have to be unpacked. */
const OURS = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'accept-encoding',
])
const LARGEST_ANSWER_BYTES = 2_000_000

/** Never rejects. */
export function carryRequest(carried: CarriedRequest, limits: CarryLimits): Promise<Carriage> {
  const { promise, resolve } = Promise.withResolvers<Carriage>()
  let isWritten = false
  const fail = (why: string): void =>
    resolve(isWritten ? { kind: 'no-answer', why } : { kind: 'not-sent', why })
  const outgoing = tryOpen(carried)
  if (outgoing === undefined)
    return Promise.resolve({ kind: 'not-sent', why: 'the page wrote a request that HTTP forbids' })
  const timer = setTimeout(() => {
    fail(`the provider gave no answer in ${Math.round(limits.timeoutMs)} ms`)
    outgoing.destroy()
  }, limits.timeoutMs)
  const write = (): void => {
    if (limits.nowMs() >= limits.expiresAtMs) {
      fail('the permit ran out before the connection stood')
      outgoing.destroy()
      return
    }
    isWritten = true
    outgoing.end(carried.body)
  }
  const ready = carried.url.startsWith('https:') ? 'secureConnect' : 'connect'
  outgoing.once('socket', (socket) => socket.once(ready, write))
  outgoing.once('error', (error) => fail(`the connection to the provider failed: ${error.message}`))
  outgoing.once('response', (incoming) => void readAnswer(incoming).then(resolve))
  return promise.finally(() => clearTimeout(timer))
}

function tryOpen(carried: CarriedRequest): ClientRequest | undefined {
  try {
    return openRequest(carried)
  } catch {
    return undefined
  }
}

function openRequest({ url, method, headers, body }: CarriedRequest): ClientRequest {
  const own = Object.entries(headers).filter(([name]) => !OURS.has(name.toLowerCase()))
  const request = url.startsWith('https:') ? requestHttps : requestHttp
  return request(url, {
    method,
    // A new connection for this request alone.
    agent: false,
    headers: {
      ...Object.fromEntries(own),
      'accept-encoding': 'identity',
      'content-length': String(body.byteLength),
    },
  })
}

async function readAnswer(incoming: IncomingMessage): Promise<Carriage> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of incoming) {
      if (!Buffer.isBuffer(chunk)) continue
      chunks.push(chunk)
      size += chunk.byteLength
      if (size > LARGEST_ANSWER_BYTES) return { kind: 'no-answer', why: 'the answer is too long' }
    }
  } catch {
    return { kind: 'no-answer', why: 'the connection broke inside the answer' }
  }
  const { 'content-encoding': encodings = [], ...plainHeaders } = incoming.headersDistinct
  const body = decodeBody(Buffer.concat(chunks), encodings, LARGEST_ANSWER_BYTES)
  if (body === undefined)
    return { kind: 'no-answer', why: `the answer cannot be unpacked (${encodings.join(', ')})` }
  const headers = Object.entries(plainHeaders).flatMap(([name, values = []]) =>
    values.map((value) => ({ name, value })),
  )
  return { kind: 'answered', status: incoming.statusCode ?? 0, headers, body }
}
