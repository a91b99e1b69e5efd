import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isExecutable } from '../find-on-path.ts'
import { expandFolders, type Packages } from '../packages.ts'
import { runCommand } from '../run-command.ts'
import { writeFontConfiguration } from './font-configuration.ts'
import { findLibraryFolders, findLoader } from './library-folders.ts'
import { writeLauncher } from './write-launcher.ts'

const UNPACK_MS = 120_000

export interface Unpacking {
  /** Where the `.deb` files are. */
  readonly archives: string
  /** The set that they become: `root`, `bin` and the font configuration. */
  readonly setDir: string
  readonly wanted: readonly Packages[]
  /** Whether the set brings a C library of its own; else the system's is used. */
  readonly isComplete: boolean
}

/** Unpacks Debian packages beside their place and moves them there when all is whole. The sentence says what failed. */
export async function unpackPackages(unpacking: Unpacking): Promise<string | undefined> {
  const { archives, setDir, wanted, isComplete } = unpacking
  const part = `${setDir}.part`
  const root = join(part, 'root')
  await rm(part, { recursive: true, force: true })
  await mkdir(root, { recursive: true })
  const files = (await readdir(archives)).filter((file) => file.endsWith('.deb'))
  for (const file of files.filter((each) => isComplete || !isOfLibc(each))) {
    const result = await runCommand('dpkg-deb', ['--extract', join(archives, file), root], {
      timeoutMs: UNPACK_MS,
    })
    if (!result.ok) return result.fault
  }
  const fault = await writeLaunchers(part, wanted)
  if (fault !== undefined) return fault
  await rm(setDir, { recursive: true, force: true })
  await rename(part, setDir)
}

/** A C library that does not go with the system's loader would end every program. */
function isOfLibc(file: string): boolean {
  return /^libc(?:6|-bin)_/.test(file)
}

async function writeLaunchers(
  setDir: string,
  wanted: readonly Packages[],
): Promise<string | undefined> {
  const root = join(setDir, 'root')
  const binDir = join(setDir, 'bin')
  await mkdir(binDir, { recursive: true })
  const system = {
    binDir,
    libraryFolders: await findLibraryFolders(root),
    loader: await findLoader(root),
    fontsFile: join(setDir, 'fonts.conf'),
  }
  await writeFile(system.fontsFile, writeFontConfiguration('root/usr/share/fonts'))
  for (const packages of wanted) {
    const path = await findProgram(packages, root)
    if (path === undefined)
      return `the package ${packages.apt[0]} has no ${packages.programs.join(' or ')}.`
    const [program] = packages.programs
    await writeLauncher({ ...system, program, path })
    for (const tool of packages.tools ?? [])
      await writeLauncher({ ...system, program: tool, path: join(dirname(path), tool) })
  }
}

async function findProgram(packages: Packages, root: string): Promise<string | undefined> {
  const folders = await expandFolders(
    [...(packages.folders ?? []), '/usr/bin', '/usr/sbin'].map((folder) => join(root, folder)),
  )
  for (const program of packages.programs)
    for (const folder of folders) {
      const path = join(folder, program)
      if (await isExecutable(path)) return path
    }
  return undefined
}
