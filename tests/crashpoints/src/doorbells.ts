/**
 * Owns the two work queues of all cases. A doorbell is delivered to the process of its desk; one that dies or hangs with it
 * has it delivered again, to who comes after it, as JetStream would when the acknowledgement does not come.
 */
import type { Bus } from '@surefoot/shared/bus'
import {
  execRequest,
  hedgeTrigger,
  type Body,
  type ExecRequest,
  type WorkDefinition,
} from '@surefoot/shared/messages'
import { z } from 'zod'

/** `gone`: it did not come to its end here. */
export type Answer = (body: unknown) => Promise<'done' | 'gone'>

export interface Doorbells {
  /** Take a desk's doorbells, before those who took them earlier; without a desk: those that nobody else answers. */
  readonly take: (definition: WorkDefinition, deskId: string | null, answer: Answer) => Disposable
  /** Ask for an execution; returns when the request has come to its end. */
  readonly request: (request: ExecRequest) => Promise<void>
}

export interface DoorbellBuses {
  readonly person: Bus
  readonly execution: Bus
  readonly hedge: Bus
}

/** Held until their executions are over, which takes seconds: more than the cases that run at once. */
const CONCURRENCY = 256
const ANY_DESK = '*'

const scoped = z.object({ deskId: z.string(), executionId: z.string() })

/** Each queue on the connection of the service that works it off. */
export async function openDoorbells({
  person,
  execution,
  hedge,
}: DoorbellBuses): Promise<Doorbells> {
  const answers = new Map<string, Answer[]>()
  const waiting = new Map<string, () => void>()
  const listen = async <B extends Body>(bus: Bus, definition: WorkDefinition<B>): Promise<void> => {
    const answer = async (body: unknown): Promise<void> => {
      const { deskId, executionId } = scoped.parse(body)
      const keys = [deskId, ANY_DESK].map((desk) => `${definition.subject} ${desk}`)
      await deliver(
        keys.flatMap((key) => answers.get(key) ?? []),
        body,
      )
      if (definition.subject === execRequest.subject) waiting.get(executionId)?.()
    }
    await bus.work(definition, answer, { concurrency: CONCURRENCY })
  }
  await listen(execution, execRequest)
  await listen(hedge, hedgeTrigger)
  return {
    take: ({ subject }, deskId, answer) => {
      const key = `${subject} ${deskId ?? ANY_DESK}`
      answers.set(key, [answer, ...(answers.get(key) ?? [])])
      const leave = (): void => {
        const others = (answers.get(key) ?? []).filter((one) => one !== answer)
        if (others.length > 0) answers.set(key, others)
        else answers.delete(key)
      }
      return { [Symbol.dispose]: leave }
    },
    request: async (request) => {
      const { executionId: id } = request
      const { promise, resolve } = Promise.withResolvers<void>()
      waiting.set(id, resolve)
      await person.enqueue(execRequest, request, { id })
      await promise
      waiting.delete(id)
    },
  }
}

/** Throws if nobody brought it to its end: then the queue delivers it again. */
async function deliver(answers: readonly Answer[], body: unknown): Promise<void> {
  for (const answer of answers) if ((await answer(body)) === 'done') return
  throw new Error('A doorbell was answered by nobody')
}
