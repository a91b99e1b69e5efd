import { planStart, preflight } from '@surefoot/servers'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from './paths.ts'
import { createScreen } from './screen.ts'

const screen = createScreen(process.stdout)
const dir = join(ROOT, '.surefoot')
await mkdir(dir, { recursive: true })
const checks = await preflight({ dir })
for (const { subject, state, found, remedy } of checks) {
  const line = `${subject.padEnd(12)} ${found}`
  if (state === 'good') screen.good(line)
  else screen.warn(`${line}\n             ${remedy}`)
}
const { steps, canStart } = await planStart(process.env, screen)
for (const step of steps) screen.step(step)
const faults = checks.filter(({ state }) => state === 'bad').map(({ subject }) => subject)
const isReady = canStart && faults.length === 0
if (isReady && steps.length === 0) screen.good('Ready: `npm start` installs nothing and starts.')
else if (isReady) screen.good('Ready: `npm start` does this first, then starts.')
else screen.bad(`Not ready: ${[...faults, ...(canStart ? [] : ['see above'])].join(', ')}.`)
process.exitCode = isReady ? 0 : 1
