import { openNats, openRedis } from '@surefoot/servers'
import { openTempDir } from '@surefoot/testkit'
import { join } from 'node:path'
import { keepSecrets, TOOLS, writeNatsUsers, writeRedisAcl, type Secrets } from '../src/index.ts'

export interface Locked extends AsyncDisposable {
  /** The server's address for the user who may do everything. */
  readonly url: string
  readonly secrets: Secrets
}

/** A NATS server of the test's own with the users of the table. */
export function openLockedNats(): Promise<Locked> {
  return openLocked(openNats, writeNatsUsers)
}

/** A Redis server of the test's own with the users of the table. */
export function openLockedRedis(): Promise<Locked> {
  return openLocked(openRedis, writeRedisAcl)
}

async function openLocked(
  open: typeof openNats,
  write: (secrets: Secrets, tools: { hasTools: boolean }) => string,
): Promise<Locked> {
  await using stack = new AsyncDisposableStack()
  const dir = stack.use(await openTempDir())
  const secrets = await keepSecrets(join(dir.path, 'access'))
  const rules = write(secrets, { hasTools: true })
  const access = { rules, user: TOOLS, password: secrets.tools }
  const env = { PATH: process.env['PATH'] }
  const { url } = stack.use(await open({ dir: join(dir.path, 'server'), env, access }))
  const owned = stack.move()
  return { url, secrets, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}
