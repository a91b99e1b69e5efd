import type { Screen } from '../screen.ts'
import type { Shutdown } from '../shutdown.ts'
import type { Launch } from './launched.ts'
import { supervise, type Supervised } from './supervise.ts'

/** One process of a stage. */
export interface Member<R> {
  readonly name: string
  readonly launch: Launch<R>
  /** How long it may take to end in order. */
  readonly graceMs: number
  /** Null: it sets itself a limit. */
  readonly readyWithinMs?: number | null
  /** Throws a clearer error when it knows why the first start failed. */
  readonly explain?: () => Promise<void>
}

export interface StageOptions {
  readonly screen: Screen
  readonly signal: AbortSignal
  readonly shutdown: Shutdown
  /** Ends the stages in the reverse of their order. */
  readonly stack: AsyncDisposableStack
}

/**
 * Start processes that do not need each other, all at once, and keep them running. When one cannot start, or the signal
 * comes, the others of the stage are stopped, and the first failure is thrown.
 */
export async function startStage<R>(
  members: readonly Member<R>[],
  { screen, signal, shutdown, stack }: StageOptions,
): Promise<Supervised<R>[]> {
  signal.throwIfAborted()
  const failed = new AbortController()
  const either = AbortSignal.any([signal, failed.signal])
  const starts = members.map(async (member) => {
    const supervised = await supervise({ ...member, screen, signal: either, shutdown }).catch(
      async (error: unknown) => {
        if (!either.aborted) await member.explain?.()
        throw error
      },
    )
    return { supervised, member }
  })
  for (const start of starts) start.catch((error: unknown) => failed.abort(error))
  const settled = await Promise.allSettled(starts)
  const started = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  stack.defer(async () => {
    await Promise.all(started.map(({ supervised, member }) => supervised.stop(member.graceMs)))
  })
  failed.signal.throwIfAborted()
  signal.throwIfAborted()
  return started.map(({ supervised }) => supervised)
}
