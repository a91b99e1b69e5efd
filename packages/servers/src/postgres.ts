import { chmod, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { Client } from 'pg'
import { keepPassword } from './keep-password.ts'
import { launchServer } from './launch-server.ts'
import { isServerOf } from './leftover.ts'
import { claimFolder, dataFolder } from './own-process.ts'
import { waysToPostgres, POSTGRES } from './postgres-binaries.ts'
import {
  findPostgresUser,
  giveTo,
  reachableFolder,
  runnableProgram,
  type Identity,
} from './postgres-user.ts'
import { runCommand } from './run-command.ts'
import { givenServer, type OpenOptions, type Server } from './server.ts'
import { takeFirst } from './way.ts'

const USER = 'surefoot'
/** Seven services, their replicas and a test run's files, each with a small pool. */
const MAX_CONNECTIONS = 200

export interface PostgresOptions extends OpenOptions {
  /** Whether a commit waits for the disk. Off only where the data is thrown away. */
  readonly fsync?: boolean
}

/** Opens a PostgreSQL server; its url names the database `postgres`. Throws NothingFound, FolderInUse, StartFailed. */
export async function openPostgres(options: PostgresOptions): Promise<Server> {
  const { env = process.env, fsync = true } = options
  const program = await takeFirst(POSTGRES.name, waysToPostgres(env))
  if (program.kind === 'address') return givenServer(program.url, program.source)
  const user = program.kind === 'program' ? await findPostgresUser() : undefined
  const dir = resolve(await reachableFolder(options.dir, user))
  const password = await keepPassword(dir)
  const url = (port: number) => `postgres://${USER}:${password}@127.0.0.1:${port}/postgres`
  const recipe = {
    ...user,
    args: ({ host, port, dataDir }: { host: string; port: number; dataDir: string }) => [
      ...(program.kind === 'program' ? ['-D', dataDir] : ['postgres']),
      `--port=${port}`,
      `--listen_addresses=${host}`,
      '--unix_socket_directories=',
      `--fsync=${fsync ? 'on' : 'off'}`,
      `--max_connections=${MAX_CONNECTIONS}`,
    ],
    url,
    // Only our server knows our password: another that took the port does not answer it.
    isReady: (port: number) => answers(url(port)),
    imageOptions: [
      '--env',
      `POSTGRES_USER=${USER}`,
      '--env',
      `POSTGRES_PASSWORD=${password}`,
      '--env',
      'POSTGRES_DB=postgres',
    ],
  }
  if (program.kind === 'image') return launchServer(program, recipe, { ...options, dir })
  const path = await runnableProgram(program.path, user)
  await claimFolder(dir)
  await makeCluster({ dir, path, user, password })
  await dropStaleLock(dataFolder(dir))
  return launchServer({ ...program, path }, recipe, { ...options, dir })
}

interface Cluster {
  readonly dir: string
  readonly path: string
  readonly user: Identity | undefined
  readonly password: string
}

/** Makes the cluster beside its place and moves it there when it is whole: a kill in between leaves nothing half-made. */
async function makeCluster({ dir, path, user, password }: Cluster): Promise<void> {
  const data = dataFolder(dir)
  if ((await stat(join(data, 'PG_VERSION')).catch(() => undefined)) !== undefined) return
  const part = join(dir, 'making')
  const passwordFile = join(part, 'password')
  const cluster = join(part, 'data')
  await rm(part, { recursive: true, force: true })
  await mkdir(part)
  await writeFile(passwordFile, password, { mode: 0o600 })
  await giveTo(passwordFile, user)
  await giveTo(part, user)
  const flags = [
    '--username',
    USER,
    '--pwfile',
    passwordFile,
    '--auth',
    'scram-sha-256',
    '--encoding',
    'UTF8',
    '--no-locale',
  ]
  const made = await runCommand(join(dirname(path), 'initdb'), ['--pgdata', cluster, ...flags], {
    ...user,
    cwd: part,
    timeoutMs: 120_000,
  })
  if (!made.ok) throw new Error(`The database cluster could not be made in ${dir}. ${made.fault}`)
  await chmod(cluster, 0o700)
  await rm(data, { recursive: true, force: true })
  await rename(cluster, data)
  await rm(part, { recursive: true })
}

/**
 * After a power cut the lock file may name a process id that another program has now, and Postgres would refuse to start.
 * If that process is dead, or is a server of this folder, the file is left: Postgres judges these itself.
 */
async function dropStaleLock(data: string): Promise<void> {
  const lock = join(data, 'postmaster.pid')
  const pid = Number((await readFile(lock, 'utf8').catch(() => '')).split('\n')[0])
  if (pid > 0 && isAlive(pid) && !(await isServerOf(pid, data))) await rm(lock, { force: true })
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('SELECT 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}
