import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import type { Way } from './way.ts'

/** Servers are installed here and only root has these on the PATH. */
const SYSTEM_FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/sbin']

export async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
}

/** The first of these names that is an executable file in the folders, or in those of the PATH. */
export async function findExecutable(
  names: readonly string[],
  env: NodeJS.ProcessEnv,
  folders: readonly string[] = [],
): Promise<string | undefined> {
  const path = env['PATH']?.split(delimiter).filter((folder) => folder !== '') ?? []
  for (const name of names) {
    for (const folder of [...path, ...SYSTEM_FOLDERS, ...folders]) {
      const file = join(folder, name)
      if (await isExecutable(file)) return file
    }
  }
  return undefined
}

export function onPath(
  names: readonly string[],
  env: NodeJS.ProcessEnv,
  folders: readonly string[] = [],
): Way<{ path: string }> {
  return {
    name: 'a program on the PATH',
    remedy: `install ${names[0]} so that it is on the PATH.`,
    installs: false,
    find: async () => {
      const path = await findExecutable(names, env, folders)
      return path === undefined
        ? { missed: `there is no ${names.join(' or ')}.` }
        : { found: { path } }
    },
  }
}
