import type { ExecutionRecord } from '@surefoot/shared/messages'

/** An execution is taken for dropped when the ledger does not know it this long after it was asked for. */
const UNHEARD_AFTER_MS = 10_000
/** How long a closed execution is remembered, so that asking for it again is asking once. */
const REMEMBERED_MS = 10 * 60_000

/**
 * The executions of the desk that are open as far as the worker knows, and those that closed lately. It only keeps the
 * worker from asking in vain: the ledger alone keeps two executions of a match apart.
 */
export interface Executions {
  readonly isKnown: (executionId: string) => boolean
  readonly open: (execution: { executionId: string; matchId: string }, nowMs: number) => void
  readonly close: (executionId: string, nowMs: number) => void
  /** The execution service carried it out not, or not to the end. */
  readonly refuse: (executionId: string, message: string, nowMs: number) => void
  /** The ledger's list of open executions, as it was asked for at `askedAtMs`. */
  readonly reconcile: (unfinished: readonly ExecutionRecord[], askedAtMs: number) => void
  readonly view: () => ExecutionsView
}

export interface ExecutionsView {
  readonly openMatches: ReadonlySet<string>
  /** When the last execution of a match closed, on the worker's clock for ages. */
  readonly closedAtMs: ReadonlyMap<string, number>
  /** The last refusal by the execution service. */
  readonly refusal: { readonly message: string; readonly atMs: number } | null
}

interface Known {
  readonly matchId: string
  readonly askedAtMs: number
  closedAtMs: number | null
}

export function createExecutions(): Executions {
  const known = new Map<string, Known>()
  let refusal: ExecutionsView['refusal'] = null
  const close = (executionId: string, nowMs: number): void => {
    const execution = known.get(executionId)
    if (execution) execution.closedAtMs ??= nowMs
  }
  return {
    isKnown: (executionId) => known.has(executionId),
    open: ({ executionId, matchId }, nowMs) =>
      void known.set(executionId, { matchId, askedAtMs: nowMs, closedAtMs: null }),
    close,
    refuse: (executionId, message, nowMs) => {
      close(executionId, nowMs)
      refusal = { message, atMs: nowMs }
    },
    reconcile: (unfinished, askedAtMs) => {
      const held = new Set(unfinished.map(({ execution }) => execution.id))
      for (const { execution } of unfinished)
        if (!known.has(execution.id))
          known.set(execution.id, { matchId: execution.matchId, askedAtMs, closedAtMs: null })
      for (const [id, execution] of known) {
        if (!held.has(id) && askedAtMs - execution.askedAtMs > UNHEARD_AFTER_MS)
          close(id, askedAtMs)
        if (askedAtMs - (execution.closedAtMs ?? askedAtMs) > REMEMBERED_MS) known.delete(id)
      }
    },
    view: () => ({ ...viewOf([...known.values()]), refusal }),
  }
}

function viewOf(executions: readonly Known[]): Omit<ExecutionsView, 'refusal'> {
  const openMatches = new Set<string>()
  const closedAtMs = new Map<string, number>()
  for (const { matchId, closedAtMs: at } of executions) {
    if (at === null) openMatches.add(matchId)
    else closedAtMs.set(matchId, Math.max(at, closedAtMs.get(matchId) ?? 0))
  }
  return { openMatches, closedAtMs }
}
