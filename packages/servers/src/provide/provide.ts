/**
 * Owns what is installed on this machine.
 * 1. All that is missing is found out first and installed in one transaction, while no other process of this checkout
 *    installs; the system's package manager is waited for.
 * 2. What is found is used: nothing is fetched if nothing is missing or old, and a newer release that could not be had
 *    is not asked for again on the same day.
 */
import { NO_PROGRESS, type Progress } from '../progress.ts'
import { packagesFolder } from '../packages-folder.ts'
import { withFolderLock } from './folder-lock.ts'
import { install, type InstallOptions } from './install.ts'
import { checkNeeds, type Need, type NeedState } from './need.ts'
import { provideNewer, wasTriedToday } from './newer-release.ts'

export interface ProvideOptions {
  readonly env?: NodeJS.ProcessEnv
  readonly progress?: Progress
  /** Ctrl-C: ends a download, never an installation. */
  readonly signal?: AbortSignal
  readonly packagesDir?: string
}

export interface Provided {
  /** Why something is still missing, a sentence each. */
  readonly faults: readonly string[]
}

/** Installs what is missing of these needs. What is still missing then is found out, and said, by whoever needs it. */
export async function provide(
  needs: readonly Need[],
  {
    env = process.env,
    progress = NO_PROGRESS,
    signal = new AbortController().signal,
    packagesDir = packagesFolder(),
  }: ProvideOptions = {},
): Promise<Provided> {
  const options: InstallOptions = { env, progress, signal, packagesDir }
  const states = await checkNeeds(needs)
  if (!(await isWorkNeeded(states, packagesDir))) return warnOfOld(states, options)
  return withFolderLock(packagesDir, progress, async () => {
    // Another process may have installed it while we waited.
    const wanting = (await checkNeeds(needs)).filter(({ state }) => state !== 'found')
    const newer = wanting.map(({ need }) => need).filter(({ wanted }) => wanted !== undefined)
    const faults: string[] = []
    if (newer.length > 0 && !(await wasTriedToday(packagesDir))) await provideNewer(newer, options)
    const missing = (await checkNeeds(needs)).filter(({ state }) => state === 'missing')
    if (missing.length > 0) {
      const fault = await install(
        missing.map(({ need }) => need),
        options,
      )
      if (fault !== undefined) faults.push(fault)
    }
    // An interrupted start does not go on to look for another way.
    signal.throwIfAborted()
    warnOfOld(await checkNeeds(needs), options)
    return { faults }
  })
}

async function isWorkNeeded(states: readonly NeedState[], packagesDir: string): Promise<boolean> {
  if (states.some(({ state }) => state === 'missing')) return true
  return states.some(({ state }) => state === 'old') && !(await wasTriedToday(packagesDir))
}

function warnOfOld(states: readonly NeedState[], { progress }: InstallOptions): Provided {
  for (const { need, state, source } of states)
    if (state === 'old')
      progress.warn(
        `${need.subject}: ${source}. Production demands ${need.wanted} or newer; none could be had here.`,
      )
  return { faults: [] }
}
