/** Before an overlay is applied: `node infra/kubernetes/src/main.ts infra/kubernetes/overlays/small`. */
import { findKustomize } from '@surefoot/servers'
import { fileURLToPath } from 'node:url'
import { checkOverlay } from './check-overlay.ts'

const TOOLS = fileURLToPath(new URL('../../../.surefoot/tools', import.meta.url))

const overlays = process.argv.slice(2)
if (overlays.length > 0) await check(overlays)
else {
  process.stderr.write('Name an overlay, such as infra/kubernetes/overlays/small\n')
  process.exitCode = 2
}

async function check(folders: readonly string[]): Promise<void> {
  const kustomize = await findKustomize({ dir: TOOLS })
  for (const overlay of folders) {
    const { objects, faults } = await checkOverlay(kustomize, overlay)
    for (const fault of faults) process.stderr.write(`${fault}\n`)
    process.stdout.write(`${overlay}: ${objects.length} objects, ${faults.length} faults\n`)
    if (faults.length > 0) process.exitCode = 1
  }
}
