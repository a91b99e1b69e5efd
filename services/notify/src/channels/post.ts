import type { Outcome } from './channel.ts'

export interface Post {
  readonly url: string
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** What must not be seen in an error, such as a token in the address. */
  readonly secrets: readonly string[]
}

/** A receiver that takes longer is tried again later, as another attempt. */
const WITHIN_MS = 10_000
/** Of an answer: enough to read why it refused. */
const MAX_ANSWER_CHARACTERS = 300
const MAX_ANSWER_BYTES = 4096

/**
 * One request, tried once. A redirect is not followed: a message, its signature or a token in the address must reach nobody
 * but who was configured.
 */
export async function post({
  url,
  method = 'POST',
  headers,
  body,
  secrets,
}: Post): Promise<Outcome> {
  // Before it is cut: half a secret would not be found.
  const fail = (error: string): Outcome => ({
    isSent: false,
    error: redact(error, secrets).slice(0, MAX_ANSWER_CHARACTERS),
  })
  try {
    const answer = await fetch(url, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(WITHIN_MS),
      headers: { 'user-agent': 'surefoot-notify/1', ...headers },
      ...(body === undefined ? {} : { body }),
    })
    const text = await readSome(answer)
    if (answer.ok) return { isSent: true }
    if (answer.status >= 300 && answer.status < 400)
      return fail(
        `It answered ${answer.status} with a redirect, which is not followed: configure the address it leads to.`,
      )
    return fail(`It answered ${answer.status}${text === '' ? '.' : `: ${text}`}`)
  } catch (error) {
    return fail(describeFailure(error))
  }
}

/** The beginning of an answer; the rest is not read. */
async function readSome(answer: Response): Promise<string> {
  if (answer.body === null) return ''
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of answer.body) {
    bytes += chunk.byteLength
    text += decoder.decode(chunk, { stream: true })
    if (bytes >= MAX_ANSWER_BYTES) break
  }
  return text.replaceAll(/\s+/g, ' ').trim()
}

function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return 'It was not reached.'
  if (error.name === 'TimeoutError') return `It did not answer within ${WITHIN_MS / 1000} s.`
  const { cause } = error
  const because = cause instanceof Error && cause.message !== '' ? cause.message : error.message
  return `It was not reached: ${because}`
}

/** The text without any of the secrets. */
export function redact(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length > 0)
    .reduce((clean, secret) => clean.replaceAll(secret, '***'), text)
}
