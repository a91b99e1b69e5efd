import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Mutant } from './mutant.ts'

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

const LEFT_OUT: ReadonlySet<string> = new Set(['node_modules', '.git', '.surefoot', '.turbo'])

/** A copy of the project in which bugs are planted, so that no bug is ever in the project itself. */
export interface Workshop extends AsyncDisposable {
  readonly dir: string
  /** Plant a bug; disposing takes it out again. Throws if its place is not found exactly once. */
  readonly plant: (mutant: Mutant) => Promise<AsyncDisposable>
}

export async function openWorkshop(): Promise<Workshop> {
  const dir = await mkdtemp(join(tmpdir(), 'surefoot-mutants-'))
  await cp(ROOT, dir, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !LEFT_OUT.has(relative(ROOT, source).split(sep).join('/')),
  })
  // Packages link to each other inside the copy; what they share from outside is the same for both.
  await symlink(join(ROOT, 'node_modules'), join(dir, 'node_modules'))
  return {
    dir,
    plant: async (mutant) => {
      const path = join(dir, mutant.file)
      const source = await readFile(path, 'utf8')
      await writeFile(path, plantIn(source, mutant))
      return { [Symbol.asyncDispose]: () => writeFile(path, source) }
    },
    [Symbol.asyncDispose]: () => rm(dir, { recursive: true, force: true, maxRetries: 3 }),
  }
}

/** The source with the bug in it. Throws if its place is not there exactly once. */
export function plantIn(source: string, { name, find, replace, file }: Mutant): string {
  const [before, after, ...more] = source.split(find)
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`The place of ${name} is not in ${file} exactly once: look it up again.`)
  return `${before}${replace}${after}`
}
