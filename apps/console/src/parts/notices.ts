import { useSyncExternalStore } from 'react'

/** What a command came to, said once at the edge of the screen. */
export interface Notice {
  readonly id: number
  readonly kind: 'done' | 'failed'
  readonly title: string
  readonly message: string | null
  readonly executionId: string | null
}

const DONE_STAYS_MS = 6000
const MOST_NOTICES = 4

let notices: readonly Notice[] = []
let lastId = 0
const listeners = new Set<() => void>()

function replace(next: readonly Notice[]): void {
  notices = next
  for (const listener of listeners) listener()
}

export function dismiss(id: number): void {
  replace(notices.filter((notice) => notice.id !== id))
}

/**
 * A failure stays until it is dismissed or its command succeeds; a success goes by itself. The same outcome again takes the
 * place of the one before. Returns the notice's id.
 */
export function tell(told: {
  kind: Notice['kind']
  title: string
  message?: string
  executionId?: string
}): number {
  const { kind, title, message = null, executionId = null } = told
  const id = ++lastId
  const others = notices.filter(
    (notice) => notice.title !== title || notice.executionId !== executionId,
  )
  replace([...others, { id, kind, title, message, executionId }].slice(-MOST_NOTICES))
  if (kind === 'done') window.setTimeout(() => dismiss(id), DONE_STAYS_MS)
  return id
}

export function useNotices(): readonly Notice[] {
  return useSyncExternalStore(subscribe, read, read)
}

function read(): readonly Notice[] {
  return notices
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
