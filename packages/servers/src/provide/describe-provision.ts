import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { openOwnApt } from '../apt/apt.ts'
import { describeHolder, findLockHolder } from '../apt/lock-holder.ts'
import { megabytes, type DownloadPlan } from '../apt/read-plan.ts'
import { openSystemApt } from '../apt/system-apt.ts'
import type { Search } from '../way.ts'
import { withFolderLock } from './folder-lock.ts'
import { planDownload, type InstallOptions } from './install.ts'
import { chooseInstaller, type Installer } from './installer.ts'
import { checkNeeds, listSubjects, type Need } from './need.ts'
import { planNewer, wasTriedToday } from './newer-release.ts'

/** What a start would do about what is missing or old. */
export interface Provision {
  /** A sentence each. */
  readonly steps: readonly string[]
  /** Whether a start can then begin. */
  readonly canStart: boolean
}

/** Plans as a start would, with package lists in a folder of our own: nothing is installed and the system is unchanged. */
export async function describeProvision(
  needs: readonly Need[],
  options: InstallOptions,
): Promise<Provision> {
  const wanting = (await checkNeeds(needs)).filter(({ state }) => state !== 'found')
  if (wanting.length === 0) return { steps: [], canStart: true }
  const installer = await chooseInstaller(options.env)
  const missing = wanting.filter(({ state }) => state === 'missing').map(({ need }) => need)
  if (installer.kind === 'none')
    return {
      steps: missing.map(
        (need) => `${need.subject} cannot be installed: there is neither apt-get nor brew.`,
      ),
      canStart: missing.length === 0,
    }
  if (installer.kind === 'brew')
    return { steps: [`a start installs ${listSubjects(missing)} with Homebrew.`], canStart: true }
  return withFolderLock(options.packagesDir, options.progress, () =>
    planWithApt(
      {
        missing,
        newer: wanting.map(({ need }) => need).filter(({ wanted }) => wanted !== undefined),
      },
      installer,
      options,
    ),
  )
}

interface Wanting {
  readonly missing: readonly Need[]
  /** Missing or old, and to be had from a newer release. */
  readonly newer: readonly Need[]
}

async function planWithApt(
  { missing, newer }: Wanting,
  installer: Installer,
  options: InstallOptions,
): Promise<Provision> {
  const steps: string[] = []
  let left = missing
  if (newer.length > 0 && !(await wasTriedToday(options.packagesDir))) {
    const plan = await planNewer(newer, options)
    if ('found' in plan) {
      steps.push(
        describeStep(`unpacks ${listSubjects(newer)} of Debian's next release`, plan.found),
      )
      left = missing.filter((need) => !newer.includes(need))
    } else steps.push(`no newer ${listSubjects(newer)} can be had: ${plan.missed}`)
  }
  if (left.length === 0) return { steps, canStart: true }
  const plan = await planOwnRelease(left, options)
  if ('missed' in plan)
    return {
      steps: [...steps, `${listSubjects(left)} cannot be installed: ${plan.missed}`],
      canStart: false,
    }
  const how = installer.kind === 'apt' ? 'installs' : 'downloads and unpacks'
  steps.push(describeStep(`${how} ${listSubjects(left)} with apt-get`, plan.found))
  if (installer.kind === 'apt') steps.push(...(await describeLock(options.env)))
  return { steps, canStart: true }
}

async function describeLock(env: NodeJS.ProcessEnv): Promise<string[]> {
  const { lockFiles } = await openSystemApt(env)
  const holder = await findLockHolder(lockFiles)
  if (holder === undefined) return []
  return [`${describeHolder(holder)} holds the package manager's lock now: a start waits for it.`]
}

async function planOwnRelease(
  needs: readonly Need[],
  options: InstallOptions,
): Promise<Search<DownloadPlan>> {
  const aptDir = join(options.packagesDir, 'apt')
  const plan = await planDownload(await openOwnApt(aptDir), needs, options)
  await rm(aptDir, { recursive: true, force: true })
  return plan
}

function describeStep(what: string, { packages, bytes }: DownloadPlan): string {
  return `a start ${what}: ${packages.length} packages, about ${megabytes(bytes)} to download.`
}
