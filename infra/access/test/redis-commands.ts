import type { Redis } from 'ioredis'
import { z } from 'zod'

export interface Command {
  /** Its words: `config get` is two. */
  readonly words: readonly string[]
  /** The fewest words of a call, those of its name among them. */
  readonly least: number
  /** Anybody may say it, to get in or out. */
  readonly isForAll: boolean
}

type Info = [string, number, string[], ...unknown[]]
const info: z.ZodType<Info> = z.tuple([z.string(), z.number(), z.array(z.string())], z.unknown())

/** Every command that the server knows, those inside others by themselves. */
export async function readCommands(redis: Redis): Promise<Command[]> {
  const all = z.array(info).parse(await redis.call('COMMAND'))
  return all.flatMap((one) => {
    const inside = z.array(info).parse(one[9] ?? [])
    return (inside.length > 0 ? inside : [one]).map(([name, arity, flags]) => ({
      words: name.split('|'),
      least: Math.abs(arity),
      isForAll: flags.includes('no_auth'),
    }))
  })
}

/** What the server would say to a call, without doing it. */
export async function dryRun(
  redis: Redis,
  user: string,
  words: readonly string[],
): Promise<string> {
  return String(await redis.call('ACL', 'DRYRUN', user, ...words).catch((error: unknown) => error))
}
