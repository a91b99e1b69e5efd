/**
 * Owns the sockets that a target opened before we heard it: their frames come, their address does not. A worker runs as soon
 * as the driver lets it, and a shared worker waits for nobody.
 *
 * 1. The target itself is asked for the addresses of its sockets, once a socket.
 * 2. A socket is read only where all that may be it are of one source of the contract: it is never guessed.
 * 3. What came meanwhile is read first, in its order.
 */
import { z } from 'zod'
import type { TargetSession } from './target-session.ts'

export interface MissedSocketsOptions {
  /** The addresses of the target's sockets whose opening was heard. */
  readonly known: () => readonly string[]
  readonly matchSource: (url: string) => number | undefined
  /** From now on the socket is read as this source. */
  readonly open: (requestId: string, source: number) => void
  readonly tell: (requestId: string, body: string | Uint8Array) => void
}

export interface MissedSockets {
  readonly take: (requestId: string, body: string | Uint8Array) => void
}

/** Of a socket whose address is still asked for: an answer takes milliseconds. */
const MOST_WAITING = 500

const addresses = z.object({ result: z.object({ value: z.array(z.string()) }) })

export function createMissedSockets(
  session: TargetSession,
  { known, matchSource, open, tell }: MissedSocketsOptions,
): MissedSockets {
  const waiting = new Map<string, (string | Uint8Array)[]>()
  const find = async (requestId: string): Promise<void> => {
    const heard = new Set(known())
    const missed = (await readAddresses(session)).filter((url) => !heard.has(url))
    const [source, ...others] = new Set(missed.map(matchSource))
    const bodies = waiting.get(requestId) ?? []
    // What is not known stays in the list, empty: it is asked for once.
    waiting.set(requestId, [])
    if (source === undefined || others.length > 0) return
    waiting.delete(requestId)
    open(requestId, source)
    for (const body of bodies) tell(requestId, body)
  }
  return {
    take: (requestId, body) => {
      const bodies = waiting.get(requestId)
      if (bodies === undefined) {
        waiting.set(requestId, [body])
        // The target may have ended.
        find(requestId).catch(() => undefined)
      } else if (bodies.length > 0 && bodies.length < MOST_WAITING) bodies.push(body)
    },
  }
}

async function readAddresses(session: TargetSession): Promise<readonly string[]> {
  const { result } = await session.send('Runtime.evaluate', { expression: 'WebSocket.prototype' })
  const { objects } = await session.send('Runtime.queryObjects', {
    prototypeObjectId: result.objectId ?? '',
  })
  const answer = await session.send('Runtime.callFunctionOn', {
    objectId: objects.objectId ?? '',
    functionDeclaration: 'function () { return this.map((socket) => socket.url) }',
    returnByValue: true,
  })
  return addresses.parse(answer).result.value
}
