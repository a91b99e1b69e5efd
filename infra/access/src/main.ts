import { chmod, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { writeAccessFiles } from './access-files.ts'
import { readArguments } from './arguments.ts'
import { keepSecrets } from './secrets.ts'

/**
 * The folder keeps others out; the files in it can be read, because a container is handed each by itself and reads it as
 * a user of its own.
 */
const FOLDER = 0o700
const FILE = 0o644

const reading = readArguments(process.argv.slice(2))
if (reading.ok) await main(reading.arguments)
else {
  process.stderr.write(`${reading.message}\n`)
  process.exitCode = 2
}

async function main({
  out,
  hosts,
}: {
  out: string
  hosts: Parameters<typeof writeAccessFiles>[1]
}) {
  const secrets = await keepSecrets(out)
  await chmod(out, FOLDER)
  const files = writeAccessFiles(secrets, hosts)
  for (const [name, text] of files) {
    const file = join(out, name)
    await writeFile(file, text, { mode: FILE })
    await chmod(file, FILE)
  }
  process.stdout.write(`${files.size} files in ${resolve(out)}\n`)
}
