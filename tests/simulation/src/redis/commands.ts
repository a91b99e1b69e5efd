import { z } from 'zod'
import { findScript, shaOf } from './scripts.ts'
import type { Answer, RedisStore } from './store.ts'

type Run = (store: RedisStore, args: readonly string[]) => Answer

const texts = z.array(z.union([z.string(), z.number()]).transform(String))

/** What the product asks of Redis, and nothing else. */
const COMMANDS: Readonly<Record<string, Run>> = {
  exists: (store, [key = '']) => store.exists(key),
  get: (store, [key = '']) => store.get(key),
  del: (store, keys) => store.remove(...keys),
  hgetall: (store, [key = '']) => store.readHash(key),
  scan: (store, [, , pattern = '']) => ['0', store.keys().filter((key) => isLike(key, pattern))],
  eval: (store, [text = '', ...args]) => runScript(store, shaOf(text), args),
  evalsha: (store, [sha = '', ...args]) => runScript(store, sha, args),
}

/** What Redis answers to a command. Throws on one that is not simulated. */
export function runCommand(store: RedisStore, name: string, args: unknown): Answer {
  const run = COMMANDS[name.toLowerCase()]
  if (run === undefined) throw new Error(`Redis is simulated without ${name}`)
  return run(store, texts.parse(args))
}

function runScript(store: RedisStore, sha: string, args: readonly string[]): Answer {
  const count = Number(args[0])
  const keys = args.slice(1, 1 + count)
  return findScript(sha)(store, { keys, args: args.slice(1 + count) })
}

/** A pattern that ends in `*` is a beginning; no other kind is used. */
function isLike(key: string, pattern: string): boolean {
  const [before = '', after] = pattern.split('*')
  return after === undefined ? key === pattern : key.startsWith(before) && key.endsWith(after)
}
