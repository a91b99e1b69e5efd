import { useSyncExternalStore } from 'react'

/** `lost`: the browser tries again by itself. `closed`: the gateway refused; the session may be over. */
export type Connection = 'connecting' | 'live' | 'lost' | 'closed'

let present: Connection = 'connecting'
const listeners = new Set<() => void>()

export function setConnection(next: Connection): void {
  if (next === present) return
  present = next
  for (const listener of listeners) listener()
}

export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, read, read)
}

function read(): Connection {
  return present
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
