import { setTimeout as delay } from 'node:timers/promises'

export interface UntilOptions {
  readonly what: string
  readonly withinMs: number
  readonly signal: AbortSignal
}

const LOOK_EVERY_MS = 200

/** Look again and again until there is something. Throws when it took too long, with what was waited for. */
export async function until<T>(
  look: () => Promise<T | undefined | null | false>,
  { what, withinMs, signal }: UntilOptions,
): Promise<T> {
  const deadline = performance.now() + withinMs
  for (;;) {
    const found = await look()
    if (found !== undefined && found !== null && found !== false) return found
    if (performance.now() > deadline)
      throw new Error(`Waited ${withinMs / 1000} s in vain for: ${what}`)
    await delay(LOOK_EVERY_MS, undefined, { signal })
  }
}
