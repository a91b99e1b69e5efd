import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

export interface Packages {
  /** Names of the program's executable. */
  readonly programs: readonly string[]
  /** Folders outside the PATH where the package puts it, absolute. */
  readonly folders?: readonly string[]
  readonly apt: string
  readonly brew: string
}

/** A program found; `libraryPath` where its libraries are outside the system's folders. */
export interface Installed {
  readonly path: string
  readonly libraryPath?: string
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
