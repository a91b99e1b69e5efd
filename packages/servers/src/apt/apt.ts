import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'

/** How apt-get is called: its options, and the files that it locks. */
export interface Apt {
  readonly options: readonly string[]
  /** Empty where apt locks nothing. */
  readonly lockFiles: readonly string[]
}

/** An unattended upgrade holds the locks for minutes. */
export const LOCK_WAIT_S = 900

export interface OwnSources {
  /** A sources file that is read instead of the system's. */
  readonly file: string
  /** Nothing counts as installed: what a program needs comes with it. */
  readonly isComplete: boolean
}

/**
 * An apt with its lists and downloads in `dir`: no right of root is needed and nothing of the system is changed. The
 * caller holds the lock of that folder.
 */
export async function openOwnApt(dir: string, sources?: OwnSources): Promise<Apt> {
  for (const folder of ['lists/partial', 'archives/partial'])
    await mkdir(join(dir, folder), { recursive: true })
  const settings = {
    'Dir::State::lists': join(dir, 'lists'),
    'Dir::Cache': dir,
    'Dir::Cache::archives': join(dir, 'archives'),
    'Debug::NoLocking': '1',
    'Acquire::Languages': 'none',
    // Hooks of the system are for root alone.
    'APT::Update::Post-Invoke-Success::': '',
    // As root, apt would download as a user who cannot enter this folder.
    ...(process.getuid?.() === 0 && { 'APT::Sandbox::User': 'root' }),
    ...(sources && { 'Dir::Etc::sourcelist': sources.file, 'Dir::Etc::sourceparts': '-' }),
    ...(sources?.isComplete && { 'Dir::State::status': '/dev/null' }),
  }
  return {
    options: Object.entries(settings).flatMap(([key, value]) => ['-o', `${key}=${value}`]),
    lockFiles: [],
  }
}
