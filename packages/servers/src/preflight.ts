import { statfs } from 'node:fs/promises'
import { availableParallelism, totalmem } from 'node:os'
import { findDocker } from './find-docker.ts'
import { checkNeeds, type NeedState } from './provide/need.ts'
import { runCommand } from './run-command.ts'
import { startNeeds } from './start-needs.ts'

const GIB = 1024 ** 3
/** Two Chromium and seven Node processes. */
const LEAST_MEMORY_GIB = 3
/** Dependencies, a Chromium and a day's data. */
const LEAST_DISK_GIB = 2
const LEAST_NODE_MAJOR = 24

/** One thing that a start needs. */
export interface Check {
  readonly subject: string
  /** `bad`: a start cannot bring it. `short`: it brings it, or does with less. */
  readonly state: 'good' | 'short' | 'bad'
  readonly found: string
  /** What to do if it is not good; '' if there is nothing to do. */
  readonly remedy: string
}

/** Looks for everything that a start needs, and changes nothing. */
export async function preflight(options: {
  dir: string
  env?: NodeJS.ProcessEnv
}): Promise<Check[]> {
  const { dir, env = process.env } = options
  const [pnpm, needs, disk, docker] = await Promise.all([
    checkPnpm(),
    checkNeeds(startNeeds(env)),
    checkDisk(dir),
    checkDocker(env),
  ])
  return [checkNode(), pnpm, ...needs.map(describeNeed), checkMemory(), disk, docker]
}

function describeNeed({ need, state, source }: NeedState): Check {
  const { subject, wanted } = need
  if (state === 'missing') {
    const remedy = need.ways.map((way) => way.remedy).join(' Or: ')
    return { subject, state: 'short', found: 'not found', remedy }
  }
  if (state === 'found') return { subject, state: 'good', found: source, remedy: '' }
  const remedy = `Production demands ${wanted} or newer.`
  return { subject, state: 'short', found: source, remedy }
}

function checkNode(): Check {
  const isNew = Number(process.versions.node.split('.')[0]) >= LEAST_NODE_MAJOR
  const remedy = isNew ? '' : 'run it with `npm start`, which brings Node 24 from npm.'
  return { subject: 'Node', state: isNew ? 'good' : 'bad', found: process.version, remedy }
}

async function checkPnpm(): Promise<Check> {
  const version = await runCommand('pnpm', ['--version'])
  return {
    subject: 'pnpm',
    state: version.ok ? 'good' : 'bad',
    found: version.ok ? version.stdout.trim() : 'not on the PATH',
    remedy: version.ok ? '' : 'run it with `npm start`, which brings pnpm from npm.',
  }
}

function checkMemory(): Check {
  const gib = totalmem() / GIB
  const isEnough = gib >= LEAST_MEMORY_GIB
  return {
    subject: 'Memory',
    state: isEnough ? 'good' : 'bad',
    found: `${gib.toFixed(1)} GiB, ${availableParallelism()} processors`,
    remedy: isEnough ? '' : `use a machine with ${LEAST_MEMORY_GIB} GiB.`,
  }
}

async function checkDisk(dir: string): Promise<Check> {
  const { bavail, bsize } = await statfs(dir)
  const gib = (bavail * bsize) / GIB
  const isEnough = gib >= LEAST_DISK_GIB
  return {
    subject: 'Disk',
    state: isEnough ? 'good' : 'bad',
    found: `${gib.toFixed(1)} GiB free`,
    remedy: isEnough ? '' : `free ${LEAST_DISK_GIB} GiB at ${dir}.`,
  }
}

/** Not needed: said because it decides which servers are used. */
async function checkDocker(env: NodeJS.ProcessEnv): Promise<Check> {
  const docker = await findDocker(env)
  const found = 'found' in docker ? docker.found : `none (not needed): ${docker.missed}`
  return { subject: 'Docker', state: 'good', found, remedy: '' }
}
