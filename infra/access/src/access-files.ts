import { databaseUrlsOf, natsUrlOf, redisUrlOf } from './addresses.ts'
import { writeNatsConf } from './nats-conf.ts'
import { writePostgresRoles } from './postgres-roles.ts'
import { writeRedisAcl } from './redis-acl.ts'
import type { Secrets } from './secrets.ts'
import { BUS_USERS } from './users.ts'

export interface Hosts {
  readonly nats: string
  readonly redis: string
  readonly postgres: string
}

/** Every file that compose and Kubernetes hand to servers and services, by name. */
export function writeAccessFiles(secrets: Secrets, hosts: Hosts): ReadonlyMap<string, string> {
  const database = databaseUrlsOf(`postgres://${hosts.postgres}:5432`, secrets)
  return new Map([
    ['nats.conf', writeNatsConf(secrets)],
    ['redis.acl', writeRedisAcl(secrets, { hasTools: false })],
    ['postgres-password', secrets.postgresOwner],
    ['postgres-roles.sql', writePostgresRoles(secrets.postgresLogin)],
    ...BUS_USERS.map((user): [string, string] => [
      `${user}.nats-url`,
      natsUrlOf(`nats://${hosts.nats}:4222`, user, secrets),
    ]),
    ['redis.replica-password', secrets.redis.replica],
    ['execution.redis-url', redisUrlOf(`redis://${hosts.redis}:6379`, secrets)],
    ['audit.database-url', database.serving],
    ['audit.migration-database-url', database.migrating],
    ['gateway.operator-token', secrets.operatorToken],
    ['gateway.link-token', secrets.linkToken],
  ])
}
