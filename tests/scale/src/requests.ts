import type { Bus } from '@surefoot/shared/bus'
import { execRequest, executionChanged, systemLog } from '@surefoot/shared/messages'
import { buildRequest } from './build-request.ts'

/**
 * How the execution service let go of a request: its row is closed, it was refused, or it came too late to be begun.
 * `unheard`: it did not say, because it fell silent or was not answered itself; the ledger alone knows.
 */
export type End = 'closed' | 'refused' | 'expired' | 'unheard'

export interface Asked {
  readonly deskId: string
  readonly executionId: string
  /** Milliseconds since 1970, just before it was sent. */
  readonly askedAtMs: number
  readonly end: Promise<End>
}

/** Asks for executions as a worker does, and hears how they end. */
export interface Requests extends AsyncDisposable {
  readonly ask: (deskId: string, livesMs: number) => Promise<Asked>
  readonly all: () => readonly Asked[]
  /** Asked for, and not heard to end. */
  readonly open: () => number
  /** Wait for no end any more: what has none is unheard. */
  readonly giveUp: () => void
}

const LAST_STEPS: Readonly<Record<string, End>> = { closed: 'closed', refused: 'refused' }

export async function openRequests(bus: Bus): Promise<Requests> {
  const all: Asked[] = []
  const waiting = new Map<string, (end: End) => void>()
  const hear = (executionId: string, end: End): void => {
    waiting.get(executionId)?.(end)
    waiting.delete(executionId)
  }
  const listeners = await Promise.all([
    bus.subscribe(executionChanged, ({ executionId, step }) => {
      const end = LAST_STEPS[step]
      if (end !== undefined) hear(executionId, end)
    }),
    bus.subscribe(systemLog, ({ code, executionId }) => {
      if (code === 'REQUEST_EXPIRED' && executionId) hear(executionId, 'expired')
    }),
  ])
  return {
    ask: async (deskId, livesMs) => {
      const request = buildRequest(deskId, livesMs)
      const { executionId } = request
      const { promise: end, resolve } = Promise.withResolvers<End>()
      waiting.set(executionId, resolve)
      const asked = { deskId, executionId, askedAtMs: Date.now(), end }
      all.push(asked)
      await bus.enqueue(execRequest, request, { id: executionId })
      return asked
    },
    all: () => all,
    open: () => waiting.size,
    giveUp: () => {
      for (const executionId of waiting.keys()) hear(executionId, 'unheard')
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(listeners.map((listener) => listener.stop()))
    },
  }
}
