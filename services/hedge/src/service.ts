/**
 * Owns that every lone leg is hedged by somebody.
 *
 * 1. The ledger's `triggered` is the truth. It is read at the start and regularly; the doorbell only makes a hedge prompt, so
 *    that one that was lost, or that no queue could take, costs seconds and no hedge (I5).
 * 2. One process at a time has a hedge, by a lease in the ledger.
 */
import type { Stoppable } from '@surefoot/shared/bus'
import { hedgeChoose, hedgeTrigger } from '@surefoot/shared/messages'
import { onHedgeChoose } from './choice/on-hedge-choose.ts'
import { findTriggered, holdHedge } from './lone-leg/execute-hedge.ts'
import type { Ports } from './ports.ts'
import { createTurns } from './turns.ts'

export interface HedgeOptions {
  /** Off where another instance does it for this one. */
  readonly asksLedger: boolean
}

/** Look after lone legs; what concerns one execution is done one after another. Stopping waits for the hedges in progress. */
export async function createHedge(ports: Ports, { asksLedger }: HedgeOptions): Promise<Stoppable> {
  const takeTurn = createTurns()
  const hedge = (executionId: string): Promise<void> =>
    takeTurn(executionId, () => holdHedge(ports, executionId))
  await using stack = new AsyncDisposableStack()
  if (asksLedger) stack.use(await beginAsking(ports, hedge))
  stack.use(await serveChoices(ports, hedge))
  const bells = await ports.bus.work(hedgeTrigger, ({ executionId }) => hedge(executionId))
  stack.defer(() => bells.stop())
  const owned = stack.move()
  return { stop: () => owned.disposeAsync() }
}

/** An operator is answered once the ledger has the leg; placing it goes on. Disposing waits for what was begun. */
async function serveChoices(
  ports: Ports,
  hedge: (executionId: string) => Promise<void>,
): Promise<AsyncDisposable> {
  const inProgress = new Set<Promise<void>>()
  const begin = (executionId: string): void => {
    const hedging = hedge(executionId)
      .catch((error: unknown) => {
        ports.logger.warn({ err: error, executionId }, 'a choice is left to the next question')
      })
      .finally(() => inProgress.delete(hedging))
    inProgress.add(hedging)
  }
  const choices = await ports.bus.serve(hedgeChoose, async (ask) => {
    const answer = await onHedgeChoose(ports, ask)
    if (answer.ok && answer.leg.state === 'AUTHORIZED') begin(ask.executionId)
    return answer
  })
  return {
    [Symbol.asyncDispose]: async () => {
      await choices.stop()
      await Promise.all(inProgress)
    },
  }
}

/** Ask the ledger at once and then again and again. Disposing waits for the hedges that were begun. */
async function beginAsking(
  ports: Ports,
  hedge: (executionId: string) => Promise<void>,
): Promise<AsyncDisposable> {
  const { every, logger, settings } = ports
  const inProgress = new Map<string, Promise<void>>()
  const begin = (executionId: string): void => {
    if (inProgress.has(executionId)) return
    const hedging = hedge(executionId)
      .catch((error: unknown) => {
        logger.warn({ err: error, executionId }, 'a hedge is left to the next question')
      })
      .finally(() => inProgress.delete(executionId))
    inProgress.set(executionId, hedging)
  }
  const ask = async (): Promise<void> => {
    try {
      for (const executionId of await findTriggered(ports)) begin(executionId)
    } catch (error) {
      logger.warn({ err: error }, 'the ledger could not be asked for lone legs')
    }
  }
  const asking = every(settings.askEveryMs, ask)
  await ask()
  return {
    [Symbol.asyncDispose]: async () => {
      asking[Symbol.dispose]()
      await Promise.all(inProgress.values())
    },
  }
}
