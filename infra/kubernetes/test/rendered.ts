import { findKustomize } from '@surefoot/servers'
import { openTempDir } from '@surefoot/testkit'
import { execFile } from 'node:child_process'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { checkOverlay, type Checked } from '../src/check-overlay.ts'

const run = promisify(execFile)
const HERE = fileURLToPath(new URL('..', import.meta.url))
const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

export const OVERLAYS = ['small', 'production'] as const
export type Overlay = (typeof OVERLAYS)[number]

export interface Copy extends AsyncDisposable {
  /** The overlay's folder. */
  readonly path: string
  readonly check: () => Promise<Checked>
}

/** A copy of the manifests with secrets of its own, as the README makes them. */
export async function openCopy(overlay: Overlay): Promise<Copy> {
  await using stack = new AsyncDisposableStack()
  const dir = stack.use(await openTempDir())
  for (const folder of ['base', 'desk', 'components', `overlays/${overlay}`])
    await cp(join(HERE, folder), join(dir.path, folder), {
      recursive: true,
      filter: (path) => !path.includes('secrets'),
    })
  const path = join(dir.path, 'overlays', overlay)
  const access = join(ROOT, 'infra/access/src/main.ts')
  await run(process.execPath, [access, '--out', join(path, 'secrets')])
  const kustomize = await findKustomize({ dir: join(ROOT, '.surefoot/tools') })
  const owned = stack.move()
  return {
    path,
    check: () => checkOverlay(kustomize, path),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
