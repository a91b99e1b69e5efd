import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isExecutable } from './find-on-path.ts'
import { expandFolders, type Installed, type Packages } from './packages.ts'
import { runCommand } from './run-command.ts'
import type { Search } from './way.ts'

const DOWNLOAD_MS = 600_000

/**
 * Installs nothing: downloads the Debian package and what it needs and is not installed, and unpacks all under `dir`.
 * Apt's lists are kept there too, so that no right of root is needed.
 */
export async function unpackDebian(packages: Packages, dir: string): Promise<Search<Installed>> {
  const root = join(dir, 'root')
  const unpacked = await findUnpacked(packages, root)
  if (unpacked !== undefined) return { found: unpacked }
  const fault = await downloadPackages(packages.apt, dir)
  if (fault !== undefined) return { missed: fault }
  for (const file of await readdir(dir)) {
    if (!file.endsWith('.deb')) continue
    const result = await runCommand('dpkg', ['-x', file, root], { cwd: dir })
    if (!result.ok) return { missed: result.fault }
  }
  const found = await findUnpacked(packages, root)
  return found === undefined
    ? { missed: `the package ${packages.apt} has no ${packages.programs.join(' or ')}.` }
    : { found }
}

async function downloadPackages(name: string, dir: string): Promise<string | undefined> {
  const lists = join(dir, 'lists')
  await mkdir(join(lists, 'partial'), { recursive: true })
  const own = [
    '-o',
    `Dir::State::lists=${lists}`,
    '-o',
    `Dir::Cache=${dir}`,
    '-o',
    'Debug::NoLocking=1',
  ]
  const options = { cwd: dir, timeoutMs: DOWNLOAD_MS }
  const update = await runCommand('apt-get', [...own, 'update'], options)
  if (!update.ok) return update.fault
  const plan = await runCommand(
    'apt-get',
    [...own, '--simulate', '--no-install-recommends', 'install', name],
    options,
  )
  if (!plan.ok) return plan.fault
  const needed = [...plan.stdout.matchAll(/^Inst (\S+)/gm)].flatMap(([, each]) => each ?? [])
  const download = await runCommand('apt-get', [...own, 'download', name, ...needed], options)
  return download.ok ? undefined : download.fault
}

async function findUnpacked(packages: Packages, root: string): Promise<Installed | undefined> {
  const folders = await expandFolders(
    [...(packages.folders ?? []), '/usr/bin', '/usr/sbin'].map((folder) => join(root, folder)),
  )
  for (const program of packages.programs) {
    for (const folder of folders) {
      const path = join(folder, program)
      if (await isExecutable(path)) return { path, libraryPath: await libraryPath(root) }
    }
  }
  return undefined
}

/** Debian's libraries are in a folder named after the machine: `x86_64-linux-gnu`. */
async function libraryPath(root: string): Promise<string> {
  const folders = [join(root, 'usr/lib'), join(root, 'lib')]
  const machines = await expandFolders(folders.map((folder) => join(folder, '*')))
  return [...folders, ...machines.filter((folder) => folder.includes('-linux-gnu'))].join(':')
}
