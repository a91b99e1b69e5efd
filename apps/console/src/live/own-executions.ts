import { useSyncExternalStore } from 'react'

/** An execution that this page asked for, followed until its outcome has been read. */
export interface OwnExecution {
  readonly executionId: string
  readonly event: string
  /** When it was asked for, milliseconds since 1970 on this machine's clock. */
  readonly askedAt: number
  /** Why it was refused after it was accepted for work; null while it was not. */
  readonly refusal: string | null
}

/** More would hide the screen: the oldest makes room. */
const MAX_FOLLOWED = 3

let own: readonly OwnExecution[] = []
const listeners = new Set<() => void>()

function replace(next: readonly OwnExecution[]): void {
  own = next
  for (const listener of listeners) listener()
}

/** From the click on, before it is sent: a refusal may come before the reply. */
export function followExecution(executionId: string, event: string): void {
  const asked = { executionId, event, askedAt: Date.now(), refusal: null }
  replace([...own, asked].slice(-MAX_FOLLOWED))
}

/** Of an execution that another page asked for nothing is shown. */
export function refuseOwn(executionId: string, refusal: string): void {
  replace(own.map((each) => (each.executionId === executionId ? { ...each, refusal } : each)))
}

export function forgetExecution(executionId: string): void {
  replace(own.filter((each) => each.executionId !== executionId))
}

export function readOwnExecutions(): readonly OwnExecution[] {
  return own
}

export function useOwnExecutions(): readonly OwnExecution[] {
  return useSyncExternalStore(subscribe, readOwnExecutions, readOwnExecutions)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
