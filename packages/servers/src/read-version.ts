import { stat } from 'node:fs/promises'
import { runCommand } from './run-command.ts'
import type { Search } from './way.ts'

/** A program that answered is not asked again, unless its file changed. */
const known = new Map<string, string>()

/** Runs the program for its version, such as `2.12.7`: one that lacks a library, or is no program, is found out here. */
export async function readVersion(path: string): Promise<Search<string>> {
  const { mtimeMs } = await stat(path)
  const key = `${path} ${mtimeMs}`
  const before = known.get(key)
  if (before !== undefined) return { found: before }
  const answer = await askVersion(path)
  if ('found' in answer) known.set(key, answer.found)
  return answer
}

async function askVersion(path: string): Promise<Search<string>> {
  const { ok, stdout, fault } = await runCommand(path, ['--version'])
  if (!ok) return { missed: `${path} does not run here: ${fault}` }
  const [version] = /\d+(?:\.\d+)+/.exec(stdout) ?? []
  return version === undefined ? { missed: `${path} gives no version.` } : { found: version }
}

/** Whether a version is another or a later one, number by number. */
export function isAtLeast(version: string, wanted: string): boolean {
  return version.localeCompare(wanted, 'en', { numeric: true }) >= 0
}
