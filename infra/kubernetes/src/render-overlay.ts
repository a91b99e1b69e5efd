import type { Kustomize } from '@surefoot/servers'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { readManifests, type Manifest } from './manifest.ts'

const run = promisify(execFile)
const LARGEST = 16 * 1024 * 1024

/** What `kubectl apply -k` would send. Throws with kustomize's own words. */
export async function renderOverlay(
  { command: [program, ...build] }: Kustomize,
  overlay: string,
): Promise<Manifest[]> {
  const { stdout } = await run(program, [...build, overlay], { maxBuffer: LARGEST })
  return readManifests(stdout)
}
