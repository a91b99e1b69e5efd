import { join } from 'node:path'
import { findExecutable } from './find-on-path.ts'
import { expandFolders, type Installed, type Packages } from './packages.ts'
import { runCommand } from './run-command.ts'
import { unpackDebian } from './unpack-debian.ts'
import type { Search, Way } from './way.ts'

/** A slow mirror may take this long; a hanging one must not take for ever. */
const INSTALL_MS = 600_000

/**
 * The system's package manager: apt as root installs; apt as another user unpacks the packages under `unpackDir`;
 * Homebrew on macOS.
 */
export function fromPackageManager(
  packages: Packages,
  env: NodeJS.ProcessEnv,
  unpackDir: string,
): Way<Installed> {
  return {
    name: "the system's package manager",
    remedy: `apt-get install ${packages.apt} (Debian, Ubuntu), brew install ${packages.brew} (macOS).`,
    installs: true,
    find: async () => {
      if ((await findExecutable(['apt-get'], env)) !== undefined) {
        return process.getuid?.() === 0
          ? installWithApt(packages, env)
          : unpackDebian(packages, unpackDir)
      }
      const brew = await findExecutable(['brew'], env, ['/opt/homebrew/bin'])
      if (brew !== undefined) return installWithBrew(brew, packages, env)
      return { missed: 'there is neither apt-get nor brew on this system.' }
    },
  }
}

async function installWithApt(
  packages: Packages,
  env: NodeJS.ProcessEnv,
): Promise<Search<Installed>> {
  // RUNLEVEL=1: the package's own service is not started; we run the program ourselves.
  const options = {
    env: { ...env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
    timeoutMs: INSTALL_MS,
  }
  await runCommand('apt-get', ['update'], options)
  const result = await runCommand(
    'apt-get',
    ['install', '-y', '--no-install-recommends', packages.apt],
    options,
  )
  if (!result.ok) return { missed: result.fault }
  return afterInstall(packages, env, [])
}

async function installWithBrew(
  brew: string,
  packages: Packages,
  env: NodeJS.ProcessEnv,
): Promise<Search<Installed>> {
  const result = await runCommand(brew, ['install', packages.brew], { env, timeoutMs: INSTALL_MS })
  if (!result.ok) return { missed: result.fault }
  const prefix = await runCommand(brew, ['--prefix', packages.brew], { env })
  return afterInstall(packages, env, [join(prefix.stdout.trim(), 'bin')])
}

async function afterInstall(
  packages: Packages,
  env: NodeJS.ProcessEnv,
  folders: readonly string[],
): Promise<Search<Installed>> {
  const path = await findExecutable(packages.programs, env, [
    ...folders,
    ...(await expandFolders(packages.folders ?? [])),
  ])
  return path === undefined
    ? { missed: `the package was installed, but has no ${packages.programs.join(' or ')}.` }
    : { found: { path } }
}
