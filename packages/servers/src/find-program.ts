import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { executablesOnPath, isExecutable } from './find-on-path.ts'
import { packagesFolder } from './packages-folder.ts'
import { expandFolders, type Packages } from './packages.ts'
import { isAtLeast, readVersion } from './read-version.ts'
import type { Way } from './way.ts'

/** A program of this machine that runs. */
export interface FoundProgram {
  readonly path: string
  readonly version: string
  /** Older than what is wanted; a newer one was not found. */
  readonly isOld: boolean
  /** For the terminal. */
  readonly source: string
}

export interface ProgramOptions {
  readonly env: NodeJS.ProcessEnv
  /** The version from which on a program is not old. */
  readonly wanted?: string | undefined
  readonly packagesDir?: string
}

/**
 * A program on the PATH or in the package's own folders, or one that an earlier start unpacked: the first that is not
 * old, else the newest.
 */
export function onThisMachine(packages: Packages, options: ProgramOptions): Way<FoundProgram> {
  return {
    name: 'a program of this machine',
    remedy: `install ${packages.programs[0]} so that it is on the PATH.`,
    installs: false,
    find: async () => {
      const misses: string[] = []
      const found: FoundProgram[] = []
      for (const path of await candidates(packages, options)) {
        const version = await readVersion(path)
        if ('missed' in version) misses.push(version.missed)
        else found.push(describe(path, version.found, options.wanted))
        if (found.at(-1)?.isOld === false) break
      }
      const [best] = found.toSorted((a, b) => (isAtLeast(a.version, b.version) ? -1 : 1))
      if (best !== undefined) return { found: best }
      return {
        missed: misses.join(' ') || `there is no ${packages.programs.join(' or ')} on the PATH.`,
      }
    },
  }
}

function describe(path: string, version: string, wanted: string | undefined): FoundProgram {
  const isOld = wanted !== undefined && !isAtLeast(version, wanted)
  const source = `${path}, version ${version}${isOld ? `, older than ${wanted}` : ''}`
  return { path, version, isOld, source }
}

async function candidates(packages: Packages, options: ProgramOptions): Promise<string[]> {
  const { env, packagesDir = packagesFolder() } = options
  const folders = await expandFolders([
    ...(packages.folders ?? []),
    // Homebrew's own, which a shell of launchd does not have on its PATH.
    ...(process.platform === 'darwin' ? ['/opt/homebrew/bin', '/usr/local/bin'] : []),
  ])
  const installed = await executablesOnPath(packages.programs, env, folders)
  return [...installed, ...(await unpackedPrograms(packages.programs[0], packagesDir))]
}

/** Where earlier starts unpacked it: `<packagesDir>/sets/<set>/bin/<program>`. */
async function unpackedPrograms(program: string, packagesDir: string): Promise<string[]> {
  const sets = join(packagesDir, 'sets')
  const files = (await readdir(sets).catch(() => []))
    .filter((set) => !set.endsWith('.part'))
    .map((set) => join(sets, set, 'bin', program))
  const usable = await Promise.all(files.map(isExecutable))
  return files.filter((_, index) => usable[index])
}
