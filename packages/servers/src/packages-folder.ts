import { join } from 'node:path'

const CHECKOUT = join(import.meta.dirname, '../../..')

/**
 * Where downloaded programs are: one folder a checkout, for its starts and its tests alike, so that nothing is fetched
 * twice. `SUREFOOT_PACKAGES_DIR` in this process's environment puts it elsewhere.
 */
export function packagesFolder(): string {
  return process.env['SUREFOOT_PACKAGES_DIR'] || join(CHECKOUT, '.surefoot/packages')
}
