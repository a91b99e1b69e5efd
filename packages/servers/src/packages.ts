import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

export interface Packages {
  /** Names of the program's executable, the first that which launchers are named after. */
  readonly programs: readonly [string, ...string[]]
  /** Programs beside it that are used too. */
  readonly tools?: readonly string[]
  /** Folders outside the PATH where the package puts it, absolute. */
  readonly folders?: readonly string[]
  /** The package itself, then what it can be used without and we want all the same. */
  readonly apt: readonly [string, ...string[]]
  readonly brew: string
}

/** Folders with one `*` in the place of a version, newest first. */
export async function expandFolders(patterns: readonly string[]): Promise<string[]> {
  const expanded = await Promise.all(
    patterns.map(async (pattern) => {
      const [before = '', after] = pattern.split('*')
      if (after === undefined) return [pattern]
      const versions = await readdir(before).catch(() => [])
      return versions
        .toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }))
        .map((version) => join(before, version, after))
    }),
  )
  return expanded.flat()
}
