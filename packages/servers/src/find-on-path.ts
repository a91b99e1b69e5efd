import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

/** Servers are installed here and only root has these on the PATH. */
const SYSTEM_FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/sbin']

export async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
}

/** The first of these names that is an executable file in the folders of the PATH, or in those given. */
export async function findExecutable(
  names: readonly string[],
  env: NodeJS.ProcessEnv,
  folders: readonly string[] = [],
): Promise<string | undefined> {
  return (await executablesOnPath(names, env, folders))[0]
}

/** Each of these names that is an executable file in the folders of the PATH, or in those given, in this order. */
export async function executablesOnPath(
  names: readonly string[],
  env: NodeJS.ProcessEnv,
  folders: readonly string[] = [],
): Promise<string[]> {
  const path = env['PATH']?.split(delimiter).filter((folder) => folder !== '') ?? []
  const files = names.flatMap((name) =>
    [...new Set([...path, ...SYSTEM_FOLDERS, ...folders])].map((folder) => join(folder, name)),
  )
  const usable = await Promise.all(files.map(isExecutable))
  return files.filter((_, index) => usable[index])
}
