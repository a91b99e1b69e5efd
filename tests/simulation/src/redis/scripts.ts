/**
 * The Lua scripts that run in Redis, said once more in TypeScript. A test holds each to what real Redis makes of the same
 * script on the same keys.
 */
import { exposureScripts } from '@surefoot/execution'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Answer, RedisStore } from './store.ts'

export interface ScriptAsk {
  readonly keys: readonly string[]
  readonly args: readonly string[]
}

export type Script = (store: RedisStore, ask: ScriptAsk) => Answer

/** Scripts of the lock's library, which does not tell their text: by the SHA-1 of it, in the version that is pinned. */
const LOCK_SHA = 'e5a322e2634ef59a516e8ea150cb085afafee684'
const UNLOCK_SHA = '0f0f23b9048b36752b5be114f357ba083449f908'

const SCRIPTS: ReadonlyMap<string, Script> = new Map([
  [shaOf(exposureScripts.RESERVE), reserve],
  [shaOf(exposureScripts.SETTLE), settle],
  [shaOf(exposureScripts.REBUILD), rebuild],
  [LOCK_SHA, lock],
  [UNLOCK_SHA, unlock],
])

export function shaOf(text: string): string {
  return createHash('sha1').update(text).digest('hex')
}

/** The script of a text or of its SHA-1. Throws on one that is not known here. */
export function findScript(sha: string): Script {
  const script = SCRIPTS.get(sha)
  if (script === undefined) throw new Error(`The simulation has no version of script ${sha}`)
  return script
}

function reserve(store: RedisStore, { keys, args }: ScriptAsk): Answer {
  const [ready = '', ...accounts] = keys
  const [field = '', match = '', perMatch, inAll, ...stakes] = args
  if (store.exists(ready) === 0) return 'NOT_READY'
  for (const [index, key] of accounts.entries()) {
    const others = pairsOf(store.readHash(key)).filter(([name]) => name !== field)
    const onMatch = others.filter(([name]) => name.slice(37) === match)
    const [name, stake] = [index === 0 ? 'A' : 'B', Number(stakes[index])]
    if (stake + sumOf(onMatch) > Number(perMatch)) return `${name} match`
    if (stake + sumOf(others) > Number(inAll)) return `${name} total`
  }
  for (const [index, key] of accounts.entries()) store.setField(key, field, stakes[index] ?? '')
  store.increase(ready)
  return 'RESERVED'
}

function settle(store: RedisStore, { keys, args }: ScriptAsk): Answer {
  const [ready = '', ...accounts] = keys
  const [field = '', ...stakes] = args
  if (store.exists(ready) === 0) return 'NOT_READY'
  for (const [index, key] of accounts.entries()) {
    const stake = stakes[index] ?? ''
    if (stake === '0') store.removeField(key, field)
    else store.setField(key, field, stake)
  }
  store.increase(ready)
  return 'SETTLED'
}

const counted = z.record(z.string(), z.string())
const countedStakes = z.object({ A: counted, B: counted })

function rebuild(store: RedisStore, { keys, args }: ScriptAsk): Answer {
  const [ready = '', A = '', B = ''] = keys
  const [revision, stakes = ''] = args
  if ((store.get(ready) ?? '') !== revision) return 'CHANGED'
  const counts = countedStakes.parse(JSON.parse(stakes))
  store.remove(A, B)
  for (const [field, stake] of Object.entries(counts.A)) store.setField(A, field, stake)
  for (const [field, stake] of Object.entries(counts.B)) store.setField(B, field, stake)
  store.increase(ready)
  return 'REBUILT'
}

function lock(store: RedisStore, { keys, args: [token = '', ttlMs] }: ScriptAsk): Answer {
  if (keys.some((key) => store.exists(key) === 1)) return 0
  for (const key of keys) store.set(key, token, Number(ttlMs))
  return keys.length
}

function unlock(store: RedisStore, { keys, args: [token] }: ScriptAsk): Answer {
  return keys.filter((key) => store.get(key) === token && store.remove(key) === 1).length
}

function pairsOf(entries: readonly string[]): [name: string, value: string][] {
  return entries.flatMap((name, index) =>
    index % 2 === 0 ? [[name, entries[index + 1] ?? '']] : [],
  )
}

function sumOf(pairs: readonly [string, string][]): number {
  return pairs.reduce((sum, [, value]) => sum + Number(value), 0)
}
