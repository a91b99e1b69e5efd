/**
 * Owns the servers that are newer than the system's own release has them: from the same mirror and checked by the same
 * keys, unpacked with all that they need. The system's sources and packages are not changed.
 */
import { access, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openOwnApt, type Apt } from '../apt/apt.ts'
import type { DownloadPlan } from '../apt/read-plan.ts'
import { runApt } from '../apt/run-apt.ts'
import type { Search } from '../way.ts'
import { planDownload, unpackWith, type InstallOptions } from './install.ts'
import { chooseInstaller } from './installer.ts'
import { checkNeeds, type Need } from './need.ts'

/** The next release; then what is on its way into it. */
const SUITES = ['testing', 'unstable']
const KEYRINGS = ['gpg', 'pgp'].map((kind) => `/usr/share/keyrings/debian-archive-keyring.${kind}`)
const TRY_AGAIN_MS = 24 * 3_600_000

/** Unpacks newer ones of these needs. If there are none, the reason is kept, and they stay as they are. */
export async function provideNewer(needs: readonly Need[], options: InstallOptions): Promise<void> {
  const installer = await chooseInstaller(options.env)
  if (installer.kind !== 'apt' && installer.kind !== 'unpack') return
  const sources = await findSources(options)
  if ('missed' in sources) return noteFailure(options, sources.missed)
  const faults: string[] = []
  for (const source of sources.found) {
    const fault = await unpackFrom(source, needs, options)
    const isCurrent = (await checkNeeds(needs)).every(({ state }) => state === 'found')
    if (isCurrent) return
    faults.push(fault ?? 'it is no newer.')
    options.signal.throwIfAborted()
  }
  await noteFailure(options, faults[0] ?? 'there is no newer release.')
}

/** Whether it failed within a day: a machine without network is not made to wait at every start. */
export async function wasTriedToday(packagesDir: string): Promise<boolean> {
  const mtimeMs = await stat(failureFile(packagesDir)).then(
    (file) => file.mtimeMs,
    () => 0,
  )
  return Date.now() - mtimeMs < TRY_AGAIN_MS
}

function failureFile(packagesDir: string): string {
  return join(packagesDir, 'no-newer-release')
}

async function noteFailure({ packagesDir, progress }: InstallOptions, why: string): Promise<void> {
  await mkdir(packagesDir, { recursive: true })
  await writeFile(failureFile(packagesDir), `${why}\n`)
  progress.warn(`no newer servers could be had: ${why} A start tries again in a day.`)
}

/** Lines of a sources file: each mirror of the system, with each newer suite. */
async function findSources(options: InstallOptions): Promise<Search<string[]>> {
  const system = await readFile('/etc/os-release', 'utf8').catch(() => '')
  const codename = /^VERSION_CODENAME=(\w+)$/m.exec(system)?.[1]
  if (!/^ID=debian$/m.test(system) || codename === undefined)
    return { missed: 'only Debian is known to have them.' }
  const keyring = await firstFile(KEYRINGS)
  if (keyring === undefined) return { missed: "the system has no keyring of Debian's archive." }
  const apt = await openOwnApt(join(options.packagesDir, 'apt'))
  const { stdout } = await runApt(apt, ['--print-uris', 'update'], options)
  const mirrors = readMirrors(stdout, codename)
  if (mirrors.length === 0) return { missed: `the system has no source of ${codename}.` }
  return {
    found: SUITES.flatMap((suite) =>
      mirrors.map((mirror) => `deb [signed-by=${keyring}] ${mirror} ${suite} main\n`),
    ),
  }
}

/** Reads `apt-get --print-uris update`: the addresses below which a release is, without its updates. */
export function readMirrors(text: string, codename: string): string[] {
  const end = new RegExp(
    String.raw`^'(\S+)/dists/(?:${codename}|stable|oldstable)/InRelease'`,
    'gm',
  )
  return [...new Set([...text.matchAll(end)].flatMap(([, mirror]) => mirror ?? []))]
}

async function unpackFrom(
  source: string,
  needs: readonly Need[],
  options: InstallOptions,
): Promise<string | undefined> {
  const name = `newer-${needs.map(({ subject }) => subject).join('+')}`
  return withNewerApt(source, options, (apt, aptDir) =>
    unpackWith({ apt, aptDir, name }, needs, { ...options, isComplete: true }),
  )
}

/** What `provideNewer` would fetch. */
export async function planNewer(
  needs: readonly Need[],
  options: InstallOptions,
): Promise<Search<DownloadPlan>> {
  const sources = await findSources(options)
  if ('missed' in sources) return sources
  const [source = ''] = sources.found
  return withNewerApt(source, options, (apt) => planDownload(apt, needs, options))
}

async function withNewerApt<T>(
  source: string,
  { packagesDir }: InstallOptions,
  work: (apt: Apt, aptDir: string) => Promise<T>,
): Promise<T> {
  const aptDir = join(packagesDir, 'apt-newer')
  await mkdir(aptDir, { recursive: true })
  const file = join(aptDir, 'sources.list')
  await writeFile(file, source)
  try {
    return await work(await openOwnApt(aptDir, { file, isComplete: true }), aptDir)
  } finally {
    // Its lists are large, and not needed again.
    await rm(aptDir, { recursive: true, force: true })
  }
}

async function firstFile(files: readonly string[]): Promise<string | undefined> {
  for (const file of files) {
    const isThere = await access(file).then(
      () => true,
      () => false,
    )
    if (isThere) return file
  }
  return undefined
}
