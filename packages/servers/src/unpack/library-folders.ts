import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

const LIBRARY = /^lib.+\.so(?:\.|$)/
const LOADER = /^ld-linux.*\.so\.\d+$/

/**
 * Every folder of an unpacked system that holds libraries, the common ones first: some packages keep theirs in a
 * private folder (`pulseaudio`, `nss`) that only an installed system's loader would know.
 */
export async function findLibraryFolders(root: string): Promise<string[]> {
  const files = await findLibraryFiles(root)
  const folders = new Set(
    files.filter(({ name }) => LIBRARY.test(name)).map(({ folder }) => folder),
  )
  return [...folders].toSorted((a, b) => a.split('/').length - b.split('/').length)
}

/** The loader of an unpacked system that has a C library of its own. */
export async function findLoader(root: string): Promise<string | undefined> {
  const loader = (await findLibraryFiles(root)).find(({ name }) => LOADER.test(name))
  return loader && join(loader.folder, loader.name)
}

async function findLibraryFiles(root: string): Promise<{ folder: string; name: string }[]> {
  const found = await Promise.all(
    ['usr/lib', 'lib', 'usr/lib64', 'lib64'].map(async (folder) => {
      const options = { recursive: true, withFileTypes: true } as const
      const entries = await readdir(join(root, folder), options).catch(() => [])
      return entries
        .filter((entry) => !entry.isDirectory())
        .map(({ parentPath, name }) => ({ folder: parentPath, name }))
    }),
  )
  return found.flat()
}
