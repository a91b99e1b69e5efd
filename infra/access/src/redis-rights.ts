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
