import { useSyncExternalStore } from 'react'

/** Ages move five times a second: fast enough to be seen to live, slow enough to be read. */
const TICK_MS = 200

let now = Date.now()
let timer: number | undefined
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= window.setInterval(tick, TICK_MS)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    window.clearInterval(timer)
    timer = undefined
  }
}

function read(): number {
  return now
}

function tick(): void {
  now = Date.now()
  for (const listener of listeners) listener()
}

/** The present, milliseconds since 1970 on this machine's clock; one timer for all who ask. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, read, read)
}
