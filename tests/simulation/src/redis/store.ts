/** Owns what Redis holds: the few kinds of value, and the commands on them, that the product uses. */
export type Answer = string | number | null | readonly Answer[]

interface Text {
  readonly kind: 'text'
  readonly text: string
  readonly endsAtMs: number
}
interface Hash {
  readonly kind: 'hash'
  readonly fields: Map<string, string>
}

export interface RedisStore {
  readonly exists: (key: string) => number
  readonly get: (key: string) => string | null
  readonly set: (key: string, text: string, ttlMs?: number) => void
  readonly increase: (key: string) => void
  readonly remove: (...keys: readonly string[]) => number
  /** Fields and values in turn, as Redis answers them. */
  readonly readHash: (key: string) => string[]
  readonly setField: (key: string, field: string, value: string) => void
  readonly removeField: (key: string, field: string) => void
  readonly keys: () => string[]
  /** FLUSHALL. */
  readonly erase: () => void
}

/** A store on a clock of its own, by which keys expire. */
export function createRedisStore(nowMs: () => number): RedisStore {
  const values = new Map<string, Text | Hash>()
  const textOf = (key: string): Text | undefined => {
    const value = values.get(key)
    if (value?.kind !== 'text') return undefined
    if (value.endsAtMs > nowMs()) return value
    values.delete(key)
    return undefined
  }
  const fieldsOf = (key: string): Map<string, string> | undefined => {
    const value = values.get(key)
    return value?.kind === 'hash' ? value.fields : undefined
  }
  const isThere = (key: string): boolean =>
    values.get(key)?.kind === 'text' ? textOf(key) !== undefined : values.has(key)
  const set = (key: string, text: string, endsAtMs = Infinity): void =>
    void values.set(key, { kind: 'text', text, endsAtMs })
  return {
    exists: (key) => Number(isThere(key)),
    get: (key) => textOf(key)?.text ?? null,
    set: (key, text, ttlMs = Infinity) => set(key, text, nowMs() + ttlMs),
    increase: (key) => set(key, String(Number(textOf(key)?.text ?? 0) + 1)),
    remove: (...keys) => keys.filter((key) => isThere(key) && values.delete(key)).length,
    readHash: (key) => [...(fieldsOf(key) ?? [])].flat(),
    setField: (key, field, value) => {
      const fields = fieldsOf(key) ?? new Map<string, string>()
      values.set(key, { kind: 'hash', fields: fields.set(field, value) })
    },
    removeField: (key, field) => {
      const fields = fieldsOf(key)
      fields?.delete(field)
      if (fields?.size === 0) values.delete(key)
    },
    keys: () => [...values.keys()].filter(isThere),
    erase: () => values.clear(),
  }
}
