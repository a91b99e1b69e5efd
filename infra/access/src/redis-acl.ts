import { createHash } from 'node:crypto'
import { REDIS_RIGHTS, REDIS_USERS, type RedisUser } from './redis-rights.ts'
import type { Secrets } from './secrets.ts'
import { TOOLS, type Tools } from './tools.ts'

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
