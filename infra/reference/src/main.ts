import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { printPages, REFERENCE } from './pages.ts'

await mkdir(REFERENCE, { recursive: true })
for (const { name, text } of await printPages()) {
  await writeFile(join(REFERENCE, name), text)
  console.log(`docs/reference/${name}`)
}
