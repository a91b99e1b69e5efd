import { constants } from 'node:fs'
import { stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { runCommand } from './run-command.ts'

const HELPERS = ['chrome-sandbox', 'chrome_sandbox']
const SYSTEM_FOLDER = '/usr/lib/chromium'

/**
 * Why Chromium's pages could not be kept apart from this user's files; undefined if they can. Chromium's sandbox needs
 * user namespaces, or a helper that runs as root. Root itself cannot have one, as in most containers.
 */
export async function findSandboxFault(path: string): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.getuid?.() === 0) return undefined
  if (await hasRootHelper(path)) return undefined
  const namespaces = await runCommand('unshare', ['--user', '--map-root-user', 'true'])
  if (namespaces.ok) return undefined
  return `${path} cannot keep web pages in its sandbox: this system gives users no namespaces. As root, allow them (sysctl -w kernel.unprivileged_userns_clone=1 on Debian, kernel.apparmor_restrict_unprivileged_userns=0 on Ubuntu) or install Chromium's helper (apt-get install chromium chromium-sandbox).`
}

async function hasRootHelper(path: string): Promise<boolean> {
  const helpers = [dirname(path), SYSTEM_FOLDER].flatMap((folder) =>
    HELPERS.map((name) => join(folder, name)),
  )
  const modes = await Promise.all(
    helpers.map((file) =>
      stat(file).then(
        ({ uid, mode }) => uid === 0 && (mode & constants.S_IXUSR) !== 0 && (mode & 0o4000) !== 0,
        () => false,
      ),
    ),
  )
  return modes.includes(true)
}
