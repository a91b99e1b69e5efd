import { rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { openOwnApt, type Apt } from '../apt/apt.ts'
import { megabytes, readPlan, type DownloadPlan } from '../apt/read-plan.ts'
import { runApt } from '../apt/run-apt.ts'
import { openSystemApt } from '../apt/system-apt.ts'
import type { Progress } from '../progress.ts'
import { runCommand } from '../run-command.ts'
import { unpackPackages } from '../unpack/unpack-packages.ts'
import type { Search } from '../way.ts'
import { chooseInstaller } from './installer.ts'
import { listSubjects, type Need } from './need.ts'

export interface InstallOptions {
  readonly env: NodeJS.ProcessEnv
  readonly progress: Progress
  readonly signal: AbortSignal
  readonly packagesDir: string
}

const BREW_MS = 1_800_000
/** A package grows about fourfold when it is unpacked. */
const GROWTH = 5

/** Installs these needs in one transaction. The sentence says what failed, and what to do. */
export async function install(
  needs: readonly Need[],
  options: InstallOptions,
): Promise<string | undefined> {
  const installer = await chooseInstaller(options.env)
  switch (installer.kind) {
    case 'apt':
      return installWithApt(needs, options)
    case 'unpack':
      return unpackOwnRelease(needs, options)
    case 'brew':
      return installWithBrew(installer.brew, needs, options)
    case 'none':
      return 'there is neither apt-get nor brew on this system.'
  }
}

async function installWithApt(
  needs: readonly Need[],
  options: InstallOptions,
): Promise<string | undefined> {
  const apt = await openSystemApt(options.env)
  const plan = await planDownload(apt, needs, options)
  if ('missed' in plan) return plan.missed
  announce(`installing ${listSubjects(needs)} with apt-get`, plan.found, options)
  const fault = await findSpaceFault('/var', plan.found)
  if (fault !== undefined) return fault
  const wanted = installArguments(needs)
  const download = await runApt(apt, ['--download-only', ...wanted], options)
  if (!download.ok) return explain(download.fault)
  const { signal: _signal, ...toTheEnd } = options
  const installed = await runApt(apt, wanted, toTheEnd)
  return installed.ok ? undefined : explain(installed.fault)
}

/** Installs nothing: the packages of the system's own release are unpacked, with what they need and it lacks. */
async function unpackOwnRelease(
  needs: readonly Need[],
  options: InstallOptions,
): Promise<string | undefined> {
  const aptDir = join(options.packagesDir, 'apt')
  const apt = await openOwnApt(aptDir)
  const name = needs.map(({ subject }) => subject).join('+')
  const fault = await unpackWith({ apt, aptDir, name }, needs, { ...options, isComplete: false })
  // Its lists are larger than many a program, and old by the next time.
  await rm(aptDir, { recursive: true, force: true })
  return fault
}

interface Fetching {
  readonly apt: Apt
  readonly aptDir: string
  /** Of the set of packages. */
  readonly name: string
}

/** Downloads and unpacks with an apt of our own. */
export async function unpackWith(
  { apt, aptDir, name }: Fetching,
  needs: readonly Need[],
  options: InstallOptions & { readonly isComplete: boolean },
): Promise<string | undefined> {
  const { packagesDir, isComplete } = options
  const plan = await planDownload(apt, needs, options)
  if ('missed' in plan) return plan.missed
  announce(`downloading ${listSubjects(needs)} to ${packagesDir}`, plan.found, options)
  const fault = await findSpaceFault(packagesDir, plan.found)
  if (fault !== undefined) return fault
  const download = await runApt(apt, ['--download-only', ...installArguments(needs)], options)
  if (!download.ok) return explain(download.fault)
  const wanted = needs.map(({ packages }) => packages)
  const archives = join(aptDir, 'archives')
  const setDir = join(packagesDir, 'sets', name.toLowerCase())
  options.progress.step(`unpacking ${plan.found.packages.length} packages`)
  const unpackFault = await unpackPackages({ archives, setDir, wanted, isComplete })
  await rm(archives, { recursive: true, force: true })
  return unpackFault
}

/** Reads the package lists, and asks what would be fetched. */
export async function planDownload(
  apt: Apt,
  needs: readonly Need[],
  options: InstallOptions,
): Promise<Search<DownloadPlan>> {
  options.progress.step('reading the lists of packages')
  const update = await runApt(apt, ['update'], options)
  const plan = await runApt(apt, ['--print-uris', ...installArguments(needs)], options)
  // Lists that are a little old are better than none: their packages may still be there.
  if (plan.ok) return { found: readPlan(plan.stdout) }
  return { missed: explain(update.ok ? plan.fault : update.fault) }
}

function installArguments(needs: readonly Need[]): string[] {
  const packages = needs.flatMap((need) => need.packages.apt)
  return ['install', '--yes', '--no-install-recommends', ...packages]
}

function announce(what: string, { packages, bytes }: DownloadPlan, options: InstallOptions): void {
  const size = bytes === 0 ? 'nothing to download' : `about ${megabytes(bytes)} to download`
  options.progress.step(`${what}: ${packages.length} packages, ${size}`)
}

async function findSpaceFault(dir: string, { bytes }: DownloadPlan): Promise<string | undefined> {
  const { bavail, bsize } = await statfs(dir)
  const needed = bytes * GROWTH
  if (bavail * bsize >= needed) return undefined
  return `there is no space: ${dir} has ${megabytes(bavail * bsize)} free, and about ${megabytes(needed)} are needed. Free some, then start again.`
}

function explain(fault: string): string {
  return `${fault.replace(/\.?$/, '.')} Check this machine's network and package sources.`
}

async function installWithBrew(
  brew: string,
  needs: readonly Need[],
  { env, progress }: InstallOptions,
): Promise<string | undefined> {
  progress.step(`installing ${listSubjects(needs)} with Homebrew; this takes some minutes`)
  const formulas = needs.map(({ packages }) => packages.brew)
  const result = await runCommand(brew, ['install', ...formulas], { env, timeoutMs: BREW_MS })
  return result.ok ? undefined : result.fault
}
