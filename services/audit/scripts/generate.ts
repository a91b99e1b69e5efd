/**
 * Generates the typed client into src/generated. The generator does not use the schema engine, but downloads it unless it
 * is given the path of an executable file: any file will do.
 */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)
const entry = require.resolve('prisma/package.json')
const { status } = spawnSync(
  process.execPath,
  [join(dirname(entry), 'build/index.js'), 'generate'],
  {
    cwd: dirname(import.meta.dirname),
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' },
  },
)
process.exitCode = status ?? 1
