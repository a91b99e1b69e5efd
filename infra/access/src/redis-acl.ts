import { createHash } from 'node:crypto'
import type { Secrets } from './secrets.ts'
import { TOOLS, type Tools } from './tools.ts'

export const REDIS_USERS = ['execution', 'replica'] as const
export type RedisUser = (typeof REDIS_USERS)[number]

export interface RedisRights {
  readonly keys: readonly string[]
  readonly commands: readonly string[]
}

/** Who may do what at Redis. A script may do no more than who sends it; nobody has a channel. */
export const REDIS_RIGHTS: Readonly<Record<RedisUser, RedisRights>> = {
  execution: {
    keys: ['lock:*', 'exposure:*'],
    commands: [
      // The locks of matches, the script that releases one, and the lists of locks and of counted desks.
      'set',
      'get',
      'del',
      'scan',
      // The counts of stake outstanding, and their scripts.
      'exists',
      'hgetall',
      'hset',
      'hdel',
      'incr',
      'eval',
      'evalsha',
      // A connection that begins.
      'info',
      'ping',
    ],
  },
  /** A Redis server that copies another. */
  replica: { keys: [], commands: ['ping', 'psync', 'replconf'] },
}

/** The server's users. Passwords are kept as their digests: they are random, so these say nothing of them. */
export function writeRedisAcl({ redis, tools }: Secrets, { hasTools }: Tools): string {
  const lines = [
    // Who gives no name gets in nowhere.
    'user default off resetkeys resetchannels -@all',
    ...REDIS_USERS.map((user) => writeUser(user, redis[user])),
    ...(hasTools ? [`user ${TOOLS} on ${digest(tools)} ~* &* +@all`] : []),
  ]
  return `${lines.join('\n')}\n`
}

function writeUser(user: RedisUser, password: string): string {
  const { keys, commands } = REDIS_RIGHTS[user]
  const rules = [...keys.map((key) => `~${key}`), '-@all', ...commands.map((name) => `+${name}`)]
  return `user ${user} on resetchannels ${digest(password)} ${rules.join(' ')}`
}

function digest(password: string): string {
  return `#${createHash('sha256').update(password).digest('hex')}`
}
