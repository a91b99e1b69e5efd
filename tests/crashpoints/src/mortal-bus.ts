/**
 * The bus as one process of one desk has it: every word passes its mortality, and its work comes from the doorbells. Who dies listens no more; who hangs answers when it goes on.
 */
import { Fault, NoReply, type Bus, type Stoppable } from '@surefoot/shared/bus'
import type { Body, Reply, RequestDefinition, WorkDefinition } from '@surefoot/shared/messages'
import { AsyncLocalStorage } from 'node:async_hooks'
import type { z } from 'zod'
import type { Doorbells } from './doorbells.ts'
import type { Mortality } from './mortality.ts'
import type { WordOf } from './word-of.ts'

export interface MortalBusOptions {
  readonly bus: Bus
  readonly doorbells: Doorbells
  readonly deskId: string
  readonly mortality: Mortality
  readonly wordOf: WordOf
  /** Where this very process is asked, if all like it would share the asking. */
  readonly subjectOf?: (subject: string) => string
}

export interface MortalBus extends Bus {
  /** Settles when all that it was asked for has come to its end, or to its death. */
  readonly untilIdle: () => Promise<void>
}

export function createMortalBus(options: MortalBusOptions): MortalBus {
  const { bus, mortality, wordOf, subjectOf = (subject) => subject } = options
  const inHand = new Set<Promise<unknown>>()
  const work = createWorkCount()
  // What comes after its first piece of work is brought about by the other instances, at their time.
  const nameOf: WordOf = (definition, body) => (work.isFirst() ? wordOf(definition, body) : null)
  const whileAlive = async (listening: Promise<Stoppable>): Promise<Stoppable> => {
    const listener = await listening
    void mortality.died.then(() => listener.stop())
    return listener
  }
  return {
    ...bus,
    request: (definition, body, requestOptions) =>
      mortality.say({
        name: nameOf(definition, body),
        step: () => bus.request(definition, body, requestOptions),
        onLost: () => {
          throw new NoReply('TIMEOUT', definition.subject)
        },
      }),
    enqueue: (definition, body, enqueueOptions) =>
      mortality.say({
        name: nameOf(definition, body),
        step: () => bus.enqueue(definition, body, enqueueOptions),
        onLost: () => {
          throw new Fault('NOT_ENQUEUED', `${definition.subject} was not stored`, 'reconcile')
        },
      }),
    serve: (definition, handler, serveOptions) =>
      whileAlive(
        bus.serve(
          { ...definition, subject: subjectOf(definition.subject) },
          answerAlive(options, { definition, handler, inHand }),
          serveOptions,
        ),
      ),
    publish: (definition, body) => {
      if (mortality.isAwake()) bus.publish(definition, body)
    },
    log: (entry) => {
      if (mortality.isAwake()) bus.log(entry)
    },
    // Of the instances of a service one hears an event, and it is another.
    subscribe: async () => ({ stop: async () => undefined }),
    work: async (definition, handler) => takeWork(options, { definition, handler, inHand, work }),
    untilIdle: async () => {
      while (inHand.size > 0 && !mortality.isDead())
        await Promise.race([Promise.allSettled(inHand), mortality.died])
    },
  }
}

interface Service<B extends Body, R extends Body> {
  readonly definition: RequestDefinition<B, R>
  readonly handler: (body: z.output<B>) => Promise<Reply<R>>
  readonly inHand: Set<Promise<unknown>>
}

/** Answers a request unless the process dies over it. The answer is a word too. */
function answerAlive<B extends Body, R extends Body>(
  { mortality, wordOf }: MortalBusOptions,
  { definition, handler, inHand }: Service<B, R>,
) {
  const answer = async (body: z.output<B>): Promise<Reply<R>> => {
    await mortality.awake()
    const reply = await handler(body)
    const word = wordOf(definition, body)
    return mortality.say({
      name: word === null ? null : `${word} answered`,
      step: async () => reply,
      onLost: () => {
        throw new Error('The reply is lost')
      },
    })
  }
  const end = mortality.died.then((): never => {
    throw new Error('The process is dead')
  })
  end.catch(() => undefined)
  return (body: z.output<B>): Promise<Reply<R>> => {
    const answering = Promise.race([answer(body), end])
    hold(inHand, answering)
    return answering
  }
}

/** Counts a step as in hand until it ends, well or not. */
function hold(inHand: Set<Promise<unknown>>, step: Promise<unknown>): void {
  inHand.add(step)
  const leave = (): void => void inHand.delete(step)
  step.then(leave, leave)
}

interface Work<B extends Body> {
  readonly definition: WorkDefinition<B>
  readonly handler: (body: z.output<B>) => Promise<void>
  readonly inHand: Set<Promise<unknown>>
  readonly work: WorkCount
}

/** Knows, in whatever a piece of work brings about, whether it is the first. */
interface WorkCount {
  readonly run: (step: () => Promise<void>) => Promise<void>
  readonly isFirst: () => boolean
}

function createWorkCount(): WorkCount {
  const piece = new AsyncLocalStorage<number>()
  let count = 0
  return {
    run: (step) => {
      count += 1
      return piece.run(count, step)
    },
    isFirst: () => (piece.getStore() ?? 1) === 1,
  }
}

function takeWork<B extends Body>(
  { doorbells, deskId, mortality }: MortalBusOptions,
  { definition, handler, inHand, work }: Work<B>,
): Stoppable {
  const taking = doorbells.take(definition, deskId, async (body) => {
    if (!mortality.isAwake()) return 'gone'
    const handling = work
      .run(() => handler(definition.body.parse(body)))
      .then(
        () => 'done' as const,
        () => 'gone' as const,
      )
    hold(inHand, handling)
    return Promise.race([handling, mortality.fallen.then(() => 'gone' as const)])
  })
  return { stop: async () => taking[Symbol.dispose]() }
}
