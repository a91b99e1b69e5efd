import { join } from 'node:path'

/** The checkout. */
export const ROOT = join(import.meta.dirname, '../../..')
/** Where the composition finds its secrets. */
export const SECRETS_DIR = join(ROOT, '.surefoot/compose')
