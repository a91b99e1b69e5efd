import { join } from 'node:path'

/** The checkout. */
export const ROOT = join(import.meta.dirname, '../../..')
export const CONSOLE_DIR = join(ROOT, 'apps/console/dist')
export const EXTENSION_DIR = join(ROOT, 'apps/extension/dist')
export const SANDBOX_ENTRY = join(ROOT, 'apps/sandbox/src/main.ts')

export function serviceEntry(name: string): string {
  return join(ROOT, 'services', name, 'src/main.ts')
}
