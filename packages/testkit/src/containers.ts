import { NATS, POSTGRES, REDIS } from '@surefoot/servers'
import { randomBytes } from 'node:crypto'
import {
  GenericContainer,
  getContainerRuntimeClient,
  Wait,
  type StartedTestContainer,
} from 'testcontainers'
import type { TestNatsOptions, TestServer } from './test-server.ts'

const POSTGRES_USER = 'surefoot'
/** As many as the tests of three workers open at once, and then some. */
const MAX_CONNECTIONS = 200

/** A NATS server in a container. */
export async function startNatsContainer({
  hasJetStream = true,
}: TestNatsOptions): Promise<TestServer> {
  const store = hasJetStream ? ['--jetstream', `--store_dir=${NATS.image.dataDir}`] : []
  const container = await new GenericContainer(NATS.image.name)
    .withCommand(store)
    .withExposedPorts(NATS.image.port)
    .withWaitStrategy(Wait.forLogMessage('Server is ready'))
    .start()
  return asServer(container, (address) => `nats://${address}`, NATS.image.port)
}

/** A Redis server that keeps its data and evicts nothing, as the product asks of it, in a container. */
export async function startRedisContainer(): Promise<TestServer> {
  const password = newPassword()
  const settings = ['--appendonly', 'yes', '--save', '', '--maxmemory-policy', 'noeviction']
  const container = await new GenericContainer(REDIS.image.name)
    .withCommand(['redis-server', '--requirepass', password, ...settings])
    .withExposedPorts(REDIS.image.port)
    .withWaitStrategy(Wait.forLogMessage('Ready to accept connections'))
    .start()
  return asServer(container, (address) => `redis://:${password}@${address}`, REDIS.image.port)
}

/** A PostgreSQL server whose data is thrown away, in a container; its url names the database `postgres`. */
export async function startPostgresContainer(): Promise<TestServer> {
  const password = newPassword()
  const container = await new GenericContainer(POSTGRES.image.name)
    .withEnvironment({
      POSTGRES_USER,
      POSTGRES_PASSWORD: password,
      POSTGRES_DB: 'postgres',
    })
    .withCommand(['postgres', '-c', 'fsync=off', '-c', `max_connections=${MAX_CONNECTIONS}`])
    .withExposedPorts(POSTGRES.image.port)
    // Once while the image makes its cluster, for itself alone, and once for all. Not by a health check: it goes on for as
    // long as the server lives, a new process in the container each time.
    .withWaitStrategy(Wait.forLogMessage('database system is ready to accept connections', 2))
    .start()
  const url = (address: string) => `postgres://${POSTGRES_USER}:${password}@${address}/postgres`
  return asServer(container, url, POSTGRES.image.port)
}

async function asServer(
  container: StartedTestContainer,
  url: (address: string) => string,
  port: number,
): Promise<TestServer> {
  const client = await getContainerRuntimeClient()
  return {
    url: url(`${container.getHost()}:${container.getMappedPort(port)}`),
    signal: async (name) => {
      await client.container.getById(container.getId()).kill({ signal: name })
    },
    [Symbol.asyncDispose]: async () => {
      await container.stop({ timeout: 0 })
    },
  }
}

function newPassword(): string {
  return randomBytes(12).toString('hex')
}
