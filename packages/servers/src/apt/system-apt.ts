import { dirname, join } from 'node:path'
import { runCommand } from '../run-command.ts'
import { LOCK_WAIT_S, type Apt } from './apt.ts'

/** The settings that name apt's locks, as apt-config prints them. */
const ASKED = {
  status: 'Dir::State::status/f',
  lists: 'Dir::State::lists/f',
  archives: 'Dir::Cache::archives/f',
}

/** The system's own apt, with which root installs: its locks are where its configuration puts them. */
export async function openSystemApt(env: NodeJS.ProcessEnv): Promise<Apt> {
  const names = Object.entries(ASKED).flat()
  const { stdout } = await runCommand('apt-config', ['shell', ...names], { env })
  const read = (name: keyof typeof ASKED): string =>
    new RegExp(`^${name}='(.*)'$`, 'm').exec(stdout)?.[1] ?? ''
  const dpkg = dirname(read('status'))
  return {
    options: ['-o', `DPkg::Lock::Timeout=${LOCK_WAIT_S}`],
    lockFiles: [
      join(dpkg, 'lock-frontend'),
      join(dpkg, 'lock'),
      join(read('lists'), 'lock'),
      join(read('archives'), 'lock'),
    ],
  }
}
