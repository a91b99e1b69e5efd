import { POSTGRES_ROLES } from './postgres-roles.ts'
import type { Secrets } from './secrets.ts'
import type { BusUserName } from './users.ts'

interface User {
  readonly user: string
  readonly password: string
}

/** The same server, for this user. */
function addressFor(server: string, { user, password }: User): string {
  const url = new URL(server)
  url.username = user
  url.password = password
  return url.href
}

/** Where a user finds the bus. `server` is any address of it. */
export function natsUrlOf(server: string, user: BusUserName, { bus }: Secrets): string {
  return addressFor(server, { user, password: bus[user] })
}

/** Where the execution service finds Redis, as itself. */
export function redisUrlOf(server: string, { redis }: Secrets): string {
  return addressFor(server, { user: 'execution', password: redis.execution })
}

/** Where the audit service finds its database: to serve, and as the owner to migrate. */
export function databaseUrlsOf(
  server: string,
  { postgresLogin, postgresOwner }: Secrets,
): { readonly serving: string; readonly migrating: string } {
  const { database, login, owner } = POSTGRES_ROLES
  const url = new URL(server)
  url.pathname = `/${database}`
  return {
    serving: addressFor(url.href, { user: login, password: postgresLogin }),
    migrating: addressFor(url.href, { user: owner, password: postgresOwner }),
  }
}
