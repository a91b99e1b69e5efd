import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ServerProgram } from './find-server.ts'

/** Who gets into a server besides us. */
export interface ServerAccess {
  /** The server's users and what each may do, in its own language. */
  readonly rules: string
  /** One of them who may do everything: the server's address is for this one. */
  readonly user: string
  readonly password: string
}

export interface RulesFile {
  /** As the server sees it. */
  readonly path: string
  readonly imageOptions: readonly string[]
}

const IN_CONTAINER = '/access/rules'

/**
 * Leaves the rules where the server reads them: in a folder that its owner alone may enter. The file may be read by all,
 * because in a container the server is another user.
 */
export async function writeRules(
  { kind }: Pick<ServerProgram, 'kind'>,
  dir: string,
  rules: string,
): Promise<RulesFile> {
  const folder = join(dir, 'access')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'rules')
  await writeFile(file, rules)
  await chmod(file, 0o644)
  return kind === 'image'
    ? { path: IN_CONTAINER, imageOptions: ['--volume', `${file}:${IN_CONTAINER}:ro`] }
    : { path: file, imageOptions: [] }
}
