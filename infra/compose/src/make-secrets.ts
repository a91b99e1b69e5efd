import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ROOT, SECRETS_DIR } from './paths.ts'

/**
 * Write every secret of the composition; those that are there are kept. The folder is its owner's alone; the files can be
 * read, because each container reads its own as another user.
 */
export async function makeSecrets(): Promise<void> {
  await promisify(execFile)(process.execPath, [
    join(ROOT, 'infra/access/src/main.ts'),
    '--out',
    SECRETS_DIR,
  ])
  await makeOnce('sandbox-token')
  await makeOnce('grafana-password')
}

async function makeOnce(name: string): Promise<void> {
  const secret = randomBytes(24).toString('base64url')
  await writeFile(join(SECRETS_DIR, name), secret, { mode: 0o644, flag: 'wx' }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    },
  )
}
