import { chmod, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'

export interface Launcher {
  /** The folder of launchers, beside `root`. */
  readonly binDir: string
  readonly program: string
  /** Of the unpacked system: absolute, as are the others. */
  readonly path: string
  readonly libraryFolders: readonly string[]
  /** Of an unpacked system that has a C library of its own. */
  readonly loader: string | undefined
  readonly fontsFile: string
}

/**
 * Writes a script that starts an unpacked program with its libraries and fonts, so that its path is all that anybody has
 * to pass on. The script finds them from where it is: the checkout may be moved.
 */
export async function writeLauncher(launcher: Launcher): Promise<string> {
  const { binDir, program, libraryFolders, loader, fontsFile } = launcher
  const here = (path: string): string => `"$here"/${quote(relative(binDir, path))}`
  const libraries = libraryFolders.map(here).join(':')
  const start =
    loader === undefined
      ? [`export LD_LIBRARY_PATH=${libraries}`, `exec ${here(launcher.path)} "$@"`]
      : [`exec ${here(loader)} --library-path ${libraries} ${here(launcher.path)} "$@"`]
  const file = join(binDir, program)
  const script = [
    '#!/bin/sh',
    'here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)',
    `export FONTCONFIG_FILE=${here(fontsFile)}`,
    ...start,
    '',
  ].join('\n')
  await writeFile(file, script)
  await chmod(file, 0o755)
  return file
}

/** For sh. */
function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
