import { expect, vi } from 'vitest'
import type { Sandbox } from '../../src/index.ts'

/** A frame of a stream as a browser would show it, before anyone has read it. */
export interface RawFrame {
  readonly event?: string
  readonly body: string
}

export interface RawStream extends AsyncDisposable {
  readonly frames: readonly RawFrame[]
}

export async function recordNorth({ north }: Sandbox): Promise<RawStream> {
  const frames: RawFrame[] = []
  const socket = new WebSocket(`${north.origin.replace('http', 'ws')}/stream`)
  socket.addEventListener('message', ({ data }) => frames.push({ body: String(data) }))
  await vi.waitFor(() => expect(frames).not.toHaveLength(0), { timeout: 120_000 })
  return { frames, [Symbol.asyncDispose]: async () => socket.close() }
}

/** Blocks of an event stream end with an empty line; one that is a comment has no data. */
async function readBlocks(body: ReadableStream<Uint8Array>, frames: RawFrame[]): Promise<void> {
  let unread = ''
  for await (const text of body.pipeThrough(new TextDecoderStream())) {
    const blocks = (unread + text).split('\n\n')
    unread = blocks.pop() ?? ''
    for (const block of blocks) {
      const event = /^event: (.*)$/m.exec(block)?.[1]
      const data = /^data: (.*)$/m.exec(block)?.[1]
      if (event !== undefined && data !== undefined) frames.push({ event, body: data })
    }
  }
}

export async function recordSouth({ south }: Sandbox): Promise<RawStream> {
  const abort = new AbortController()
  const { body } = await fetch(`${south.origin}/live`, { signal: abort.signal })
  if (!body) throw new Error('South opened no stream.')
  const frames: RawFrame[] = []
  const reading = readBlocks(body, frames).catch((fault: unknown) => {
    if (!abort.signal.aborted) throw fault
  })
  await vi.waitFor(() => expect(frames.map(({ event }) => event)).toContain('px'), {
    timeout: 120_000,
  })
  return {
    frames,
    [Symbol.asyncDispose]: async () => {
      abort.abort()
      await reading
    },
  }
}
