import { get, type IncomingMessage } from 'node:http'

export interface HeardEvent {
  /** What a console that comes back says: where it was. */
  readonly position: string
  /** The part of it that counts. */
  readonly id: number
  readonly name: string
  readonly data: unknown
}

export interface EventSource extends Disposable {
  readonly status: number
  readonly heard: HeardEvent[]
  /** The comments between events: they keep the connection open. */
  readonly comments: string[]
  readonly isEnded: () => boolean
}

/** Listen to server-sent events over a real connection. */
export async function openEventSource(
  url: string,
  headers: Record<string, string>,
): Promise<EventSource> {
  const request = get(url, { headers })
  const response = await readResponse(request)
  const heard: HeardEvent[] = []
  const comments: string[] = []
  let isEnded = false
  let waiting = ''
  response.setEncoding('utf8')
  response.on('data', (chunk: string) => {
    const blocks = `${waiting}${chunk}`.split('\n\n')
    waiting = blocks.pop() ?? ''
    for (const block of blocks)
      if (block.startsWith(':')) comments.push(block)
      else heard.push(readEvent(block))
  })
  response.once('close', () => {
    isEnded = true
  })
  response.on('error', () => undefined)
  return {
    status: response.statusCode ?? 0,
    heard,
    comments,
    isEnded: () => isEnded,
    [Symbol.dispose]: () => request.destroy(),
  }
}

async function readResponse(request: ReturnType<typeof get>): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  request.once('response', resolve).on('error', reject)
  return promise
}

function readEvent(block: string): HeardEvent {
  const field = (name: string): string =>
    block
      .split('\n')
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2) ?? ''
  const position = field('id')
  const id = Number(position.split('-')[0])
  return { position, id, name: field('event'), data: JSON.parse(field('data')) }
}
