import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome']

/** The first Chromium of a search path such as the environment's PATH; undefined if there is none. */
export async function findChromium(searchPath: string): Promise<string | undefined> {
  for (const name of NAMES)
    for (const folder of searchPath.split(delimiter).filter(Boolean)) {
      const path = join(folder, name)
      const canRun = await access(path, constants.X_OK).then(
        () => true,
        () => false,
      )
      if (canRun) return path
    }
  return undefined
}
