import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { REDIS_USERS, type RedisUser } from './redis-rights.ts'
import { BUS_USERS, type BusUserName } from './users.ts'

export interface Secrets {
  /** One a user of NATS. */
  readonly bus: Readonly<Record<BusUserName, string>>
  readonly redis: Readonly<Record<RedisUser, string>>
  readonly postgresOwner: string
  readonly postgresLogin: string
  readonly operatorToken: string
  /** Of the console's first login, where two gateways serve one desk. */
  readonly linkToken: string
  /** Of a person's tools, at NATS and at Redis. */
  readonly tools: string
}

const secret = z.string().regex(/^[\w-]{16,}$/)
/** An earlier version kept fewer, and knew users that are no more. */
const keptSecrets = z.object({
  bus: z.record(z.string(), secret).default({}),
  redis: z.record(z.string(), secret).default({}),
  postgresOwner: secret.optional(),
  postgresLogin: secret.optional(),
  operatorToken: secret.optional(),
  linkToken: secret.optional(),
  tools: secret.optional(),
})
type Kept = z.output<typeof keptSecrets>

const FILE = 'secrets.json'

/**
 * The secrets of an installation: each made once, kept in a folder that its owner alone may enter. To change one, take it
 * out of `secrets.json`, make the files again and restart servers and services.
 */
export async function keepSecrets(dir: string): Promise<Secrets> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const file = join(dir, FILE)
  const secrets = completeSecrets(await readKept(file))
  const part = `${file}.part`
  await writeFile(part, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  await rename(part, file)
  return secrets
}

async function readKept(file: string): Promise<Kept> {
  try {
    return keptSecrets.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')
      return keptSecrets.parse({})
    const message = `${file} does not hold secrets. Put a backup there, or delete it: new ones are made, which the servers must be started with and the database's roles be given.`
    throw new Error(message, { cause })
  }
}

function completeSecrets(kept: Kept): Secrets {
  return {
    bus: completeFor(BUS_USERS, kept.bus),
    redis: completeFor(REDIS_USERS, kept.redis),
    postgresOwner: kept.postgresOwner ?? make(),
    postgresLogin: kept.postgresLogin ?? make(),
    operatorToken: kept.operatorToken ?? make(),
    linkToken: kept.linkToken ?? make(),
    tools: kept.tools ?? make(),
  }
}

/** Nothing in it is special in a URL, a configuration file or SQL. */
function make(): string {
  return randomBytes(24).toString('base64url')
}

/** What was kept for each name, or a new one; what was kept for others is dropped. */
function completeFor<N extends string>(
  names: readonly N[],
  kept: Readonly<Record<string, string>>,
): Record<N, string> {
  return z
    .record(z.enum(names), z.string())
    .parse(Object.fromEntries(names.map((name) => [name, kept[name] ?? make()])))
}
