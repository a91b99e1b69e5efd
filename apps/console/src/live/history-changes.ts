import type { ExecutionChange } from '@surefoot/shared/messages'
import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { readExecutions } from '../api/executions.ts'
import { applyLeg, isLoaded, replaceRows } from './history-rows.ts'

/**
 * What events do to the history. The pages that were read are never read again because of an event: a row that is
 * loaded gets what the event says at once and is asked for by its id, with all others that changed, once every four
 * seconds at most; an execution that is not loaded is only counted, until the operator asks to see it.
 */
const ASK_EVERY_MS = 4000
/** The events of one step come together. */
const GATHER_MS = 200
/** As many as the ledger gives by their ids at once. */
const MAX_IDS = 100

const changed = new Set<string>()
let arrived: ReadonlySet<string> = new Set()
let timer: number | undefined
let askedAt = Number.NEGATIVE_INFINITY
const listeners = new Set<() => void>()

export type HistoryChange = Pick<ExecutionChange, 'executionId' | 'step' | 'role' | 'state'>

export function noteInHistory(client: QueryClient, change: HistoryChange): void {
  const { executionId, step } = change
  if (isLoaded(client, executionId)) {
    applyLeg(client, change)
    askForRows(client, [executionId])
  } else if (step === 'opened') setArrived(new Set([...arrived, executionId]))
}

/** Have rows brought up to date: soon, and together with all others that were asked for. */
export function askForRows(client: QueryClient, executionIds: readonly string[]): void {
  for (const id of executionIds) changed.add(id)
  if (changed.size === 0 || timer !== undefined) return
  const waitMs = Math.max(GATHER_MS, askedAt + ASK_EVERY_MS - Date.now())
  timer = window.setTimeout(() => void ask(client), waitMs)
}

async function ask(client: QueryClient): Promise<void> {
  askedAt = Date.now()
  const ids = [...changed].slice(0, MAX_IDS)
  for (const id of ids) changed.delete(id)
  try {
    const query = new URLSearchParams({ ids: ids.join(','), limit: String(MAX_IDS) })
    replaceRows(client, (await readExecutions(query)).executions)
  } catch {
    // The rows stay as they were, and are asked for again with the next change. The banner shows a lost connection.
    for (const id of ids) changed.add(id)
  } finally {
    timer = undefined
  }
  if (changed.size > 0) askForRows(client, [])
}

/** The history is shown from its beginning: nothing of it is new any more. */
export function forgetArrivals(): void {
  if (arrived.size > 0) setArrived(new Set())
}

/** How many executions were taken since the history was read. */
export function useArrivals(): number {
  return useSyncExternalStore(subscribe, countArrived, countArrived)
}

const countArrived = (): number => arrived.size

function setArrived(next: ReadonlySet<string>): void {
  arrived = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
