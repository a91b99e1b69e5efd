import { statfs } from 'node:fs/promises'
import { availableParallelism, totalmem } from 'node:os'
import { waysToChromium } from './chromium.ts'
import { findDocker } from './find-docker.ts'
import { waysToServer } from './find-server.ts'
import { NATS } from './nats.ts'
import { POSTGRES, waysToPostgres } from './postgres-binaries.ts'
import { REDIS } from './redis.ts'
import { runCommand } from './run-command.ts'
import type { Way } from './way.ts'

const GIB = 1024 ** 3
/** Two Chromium and seven Node processes. */
const LEAST_MEMORY_GIB = 3
/** Dependencies, a Chromium and a day's data. */
const LEAST_DISK_GIB = 2
const LEAST_NODE_MAJOR = 24

/** One thing that a start needs. */
export interface Check {
  readonly subject: string
  readonly ok: boolean
  readonly found: string
  /** What to do if it is not ok; '' if there is nothing to do. */
  readonly remedy: string
}

/** Looks for everything that a start needs, and changes nothing. */
export async function preflight(options: {
  dir: string
  env?: NodeJS.ProcessEnv
}): Promise<Check[]> {
  const { dir, env = process.env } = options
  return Promise.all([
    checkNode(),
    checkPnpm(),
    checkWays(POSTGRES.name, await waysToPostgres(env, dir)),
    checkWays(NATS.name, waysToServer(NATS, env, dir)),
    checkWays(REDIS.name, waysToServer(REDIS, env, dir)),
    checkWays('Chromium', waysToChromium(env, dir)),
    checkMemory(),
    checkDisk(dir),
    checkDocker(env),
  ])
}

async function checkNode(): Promise<Check> {
  const ok = Number(process.versions.node.split('.')[0]) >= LEAST_NODE_MAJOR
  const remedy = ok ? '' : 'run it with `npm start`, which brings Node 24 from npm.'
  return { subject: 'Node', ok, found: process.version, remedy }
}

async function checkPnpm(): Promise<Check> {
  const version = await runCommand('pnpm', ['--version'])
  return {
    subject: 'pnpm',
    ok: version.ok,
    found: version.ok ? version.stdout.trim() : 'not on the PATH',
    remedy: version.ok ? '' : 'run it with `npm start`, which brings pnpm from npm.',
  }
}

/** A way that only installs counts as well: the start would take it. */
async function checkWays(
  subject: string,
  ways: readonly Way<{ readonly source: string }>[],
): Promise<Check> {
  for (const way of ways.filter(({ installs }) => !installs)) {
    const result = await way.find()
    if ('found' in result) return { subject, ok: true, found: result.found.source, remedy: '' }
  }
  const remedy = ways.map(({ remedy: each }) => each).join(' Or: ')
  return { subject, ok: false, found: 'not found; a start tries to install it', remedy }
}

async function checkMemory(): Promise<Check> {
  const gib = totalmem() / GIB
  const ok = gib >= LEAST_MEMORY_GIB
  return {
    subject: 'Memory',
    ok,
    found: `${gib.toFixed(1)} GiB, ${availableParallelism()} processors`,
    remedy: ok ? '' : `use a machine with ${LEAST_MEMORY_GIB} GiB.`,
  }
}

async function checkDisk(dir: string): Promise<Check> {
  const { bavail, bsize } = await statfs(dir)
  const gib = (bavail * bsize) / GIB
  const ok = gib >= LEAST_DISK_GIB
  return {
    subject: 'Disk',
    ok,
    found: `${gib.toFixed(1)} GiB free`,
    remedy: ok ? '' : `free ${LEAST_DISK_GIB} GiB at ${dir}.`,
  }
}

/** Not needed: said because it decides which servers are used. */
async function checkDocker(env: NodeJS.ProcessEnv): Promise<Check> {
  const docker = await findDocker(env)
  const found = 'found' in docker ? docker.found : `none (not needed): ${docker.missed}`
  return { subject: 'Docker', ok: true, found, remedy: '' }
}
