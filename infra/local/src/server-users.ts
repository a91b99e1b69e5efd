import { keepSecrets, TOOLS, writeNatsUsers, writeRedisAcl, type Secrets } from '@surefoot/access'
import type { ServerAccess } from '@surefoot/servers'

/** Who gets into this machine's NATS and Redis: each service as itself, and the report and the harnesses as `tools`. */
export interface ServerUsers {
  readonly secrets: Secrets
  readonly nats: ServerAccess
  readonly redis: ServerAccess
}

/** `dir` keeps the passwords: a second start has the same. */
export async function openServerUsers(dir: string): Promise<ServerUsers> {
  const secrets = await keepSecrets(dir)
  const tools = { user: TOOLS, password: secrets.tools }
  return {
    secrets,
    nats: { ...tools, rules: writeNatsUsers(secrets, { hasTools: true }) },
    redis: { ...tools, rules: writeRedisAcl(secrets, { hasTools: true }) },
  }
}
