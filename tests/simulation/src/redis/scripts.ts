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
  const [ready = '', A = '', B = '', places = ''] = keys
  const [field = '', match = '', perMatch, inAll, stakeA = '', stakeB = ''] = args
  const [placesA = '', placesB = '', now = ''] = args.slice(6)
  if (store.exists(ready) === 0) return 'NOT_READY'
  const placesOf = new Map(pairsOf(store.readHash(places)))
  const isOn = (name: string, own: string): boolean =>
    name.slice(37) === match ||
    linesOf(own).some((place) => placesOf.get(name)?.includes(`\n${place}\n`))
  const accounts = [
    { name: 'A', key: A, stake: stakeA, own: placesA },
    { name: 'B', key: B, stake: stakeB, own: placesB },
  ]
  for (const { name, key, stake, own } of accounts) {
    const others = pairsOf(store.readHash(key)).filter(([each]) => each !== field)
    const onMatch = others.filter(([each]) => isOn(each, own))
    if (Number(stake) + sumOf(onMatch) > Number(perMatch)) return `${name} match`
    if (Number(stake) + sumOf(others) > Number(inAll)) return `${name} total`
  }
  for (const { key, stake } of accounts) store.setField(key, field, stake)
  store.setField(places, field, `${now}\n${placesA}\n${placesB}\n`)
  store.increase(ready)
  return 'RESERVED'
}

function settle(store: RedisStore, { keys, args }: ScriptAsk): Answer {
  const [ready = '', A = '', B = '', places = ''] = keys
  const [field = '', stakeA = '', stakeB = '', placesA = '', placesB = ''] = args
  if (store.exists(ready) === 0) return 'NOT_READY'
  const set = (key: string, value: string, isNothing: boolean): void =>
    isNothing ? store.removeField(key, field) : store.setField(key, field, value)
  set(A, stakeA, stakeA === '0')
  set(B, stakeB, stakeB === '0')
  set(places, `0\n${placesA}\n${placesB}\n`, stakeA === '0' && stakeB === '0')
  store.increase(ready)
  return 'SETTLED'
}

const counted = z.record(z.string(), z.string())
const countedStakes = z.object({ A: counted, B: counted, places: counted })

function rebuild(store: RedisStore, { keys, args }: ScriptAsk): Answer {
  const [ready = '', A = '', B = '', places = ''] = keys
  const [revision, stakes = '', since, now] = args
  if ((store.get(ready) ?? '') !== revision) return 'CHANGED'
  const counts = countedStakes.parse(JSON.parse(stakes))
  const placesOf = new Map(pairsOf(store.readHash(places)))
  const isOnItsWay = (field: string): boolean => {
    const reservedAt = Number.parseInt(placesOf.get(field) ?? '0', 10)
    return reservedAt >= Number(since) && reservedAt <= Number(now) && !(field in counts.places)
  }
  const kept = [A, B].flatMap((key) =>
    pairsOf(store.readHash(key))
      .filter(([field]) => isOnItsWay(field))
      .map(([field, stake]) => ({ key, field, stake })),
  )
  store.remove(A, B, places)
  for (const [field, stake] of Object.entries(counts.A)) store.setField(A, field, stake)
  for (const [field, stake] of Object.entries(counts.B)) store.setField(B, field, stake)
  for (const [field, text] of Object.entries(counts.places)) store.setField(places, field, text)
  for (const { key, field, stake } of kept) {
    store.setField(key, field, stake)
    store.setField(places, field, placesOf.get(field) ?? '')
  }
  store.increase(ready)
  return 'REBUILT'
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '')
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
