import { useSyncExternalStore } from 'react'
import { z } from 'zod'

/** How this browser draws attention. Kept in it, and nowhere else. */
const preferences = z.object({ hasSound: z.boolean(), hasDesktop: z.boolean() })
type Preferences = z.infer<typeof preferences>

const KEY = 'surefoot-attention'
const DEFAULT: Preferences = { hasSound: true, hasDesktop: false }

let present: Preferences | undefined
const listeners = new Set<() => void>()

/** A browser that keeps nothing, or kept something else, has the default. */
function readKept(): Preferences {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null')
    return preferences.safeParse(kept).data ?? DEFAULT
  } catch {
    return DEFAULT
  }
}

export function readPreferences(): Preferences {
  present ??= readKept()
  return present
}

export function changePreferences(change: Partial<Preferences>): void {
  present = { ...readPreferences(), ...change }
  try {
    localStorage.setItem(KEY, JSON.stringify(present))
  } catch {
    // Private windows may keep nothing: then it holds until the page is closed.
  }
  for (const listener of listeners) listener()
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, readPreferences, () => DEFAULT)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
