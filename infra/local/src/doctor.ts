import { preflight } from '@surefoot/servers'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from './paths.ts'
import { createScreen } from './screen.ts'

const screen = createScreen(process.stdout)
const dir = join(ROOT, '.surefoot')
await mkdir(dir, { recursive: true })
const checks = await preflight({ dir })
for (const { subject, ok, found, remedy } of checks) {
  const line = `${subject.padEnd(12)} ${found}`
  if (ok) screen.good(line)
  else screen.bad(`${line}\n    ${remedy}`)
}
process.exitCode = checks.every(({ ok }) => ok) ? 0 : 1
