import type { CDPSession } from 'playwright-core'

/** A request, or the answer to one, that Chromium holds until it is told what to do with it. */
export interface PausedRequest {
  readonly requestId: string
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** Undefined: there is none, or it is not all in memory. */
  readonly body: Buffer | undefined
  /** Of the answer: its status, or `failed`; null while it is the request that is held. */
  readonly answer: number | 'failed' | null
}

/** The part of CDP's Fetch.requestPaused that is read. */
interface PausedEvent {
  readonly requestId: string
  readonly request: {
    readonly method: string
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
    readonly postDataEntries?: readonly { readonly bytes?: string }[]
  }
  readonly responseStatusCode?: number
  readonly responseErrorReason?: string
}

export function readPaused(event: PausedEvent): PausedRequest {
  const { requestId, request, responseStatusCode, responseErrorReason } = event
  const { method, url, headers, postDataEntries } = request
  const answer = responseErrorReason === undefined ? (responseStatusCode ?? null) : 'failed'
  return { requestId, method, url, headers, body: readBody(postDataEntries), answer }
}

/** A part without bytes is a file or a blob that only the browser can read. */
function readBody(entries: readonly { readonly bytes?: string }[] = []): Buffer | undefined {
  const parts = entries.flatMap(({ bytes }) => (bytes === undefined ? [] : [bytes]))
  if (parts.length === 0 || parts.length < entries.length) return undefined
  return Buffer.concat(parts.map((bytes) => Buffer.from(bytes, 'base64')))
}

/** What the provider answered to a request that was carried for the page. */
interface PageAnswer {
  readonly status: number
  readonly headers: readonly { readonly name: string; readonly value: string }[]
  readonly body: Buffer
}

/** Belong to our connection with the provider, not to the page's with us. */
const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length'])

/** Give the page the provider's answer; undefined: there was none, and its request fails. */
export async function answerPage(
  session: CDPSession,
  requestId: string,
  answer: PageAnswer | undefined,
): Promise<void> {
  if (answer === undefined) {
    await session.send('Fetch.failRequest', { requestId, errorReason: 'ConnectionReset' })
    return
  }
  await session.send('Fetch.fulfillRequest', {
    requestId,
    responseCode: answer.status,
    responseHeaders: answer.headers.filter(({ name }) => !HOP_BY_HOP.has(name)),
    body: answer.body.toString('base64'),
  })
}
