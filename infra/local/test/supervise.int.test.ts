import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { serviceEntry } from '../src/paths.ts'
import { createScreen } from '../src/screen.ts'
import { launchChild } from '../src/supervise/launch-child.ts'
import { supervise } from '../src/supervise/supervise.ts'

const WITHIN = { timeout: 120_000 }
const screen = createScreen(process.stdout)
let dir = ''

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'surefoot-supervise-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

/** A service of the words of this program. */
async function start(program: string) {
  const entry = join(dir, 'service.mjs')
  await writeFile(entry, program)
  const launch = () =>
    launchChild({
      name: 'service',
      entry,
      env: { ...process.env, NEEDED: join(dir, 'needed') },
      logFile: join(dir, 'service.log'),
      pidFile: join(dir, 'service.pid'),
      readReady: (line) => (line === 'ready' ? line : undefined),
    })
  return supervise({ name: 'service', launch, screen })
}

const NEEDS_A_FILE = `
  import { appendFileSync, existsSync } from 'node:fs'
  if (!existsSync(process.env.NEEDED)) {
    appendFileSync(process.env.NEEDED + '.missed', '.')
    process.exit(1)
  }
  process.on('SIGTERM', () => process.exit(0))
  setInterval(() => undefined, 1000)
  console.log('ready')
`

test('a service that is killed while what it needs is away comes back once that is back', async () => {
  const needed = join(dir, 'needed')
  await writeFile(needed, '')
  const service = await start(NEEDS_A_FILE)
  const pid = service.pid()
  await rm(needed)
  process.kill(pid, 'SIGKILL')
  const readMissed = (): Promise<string> => readFile(`${needed}.missed`, 'utf8').catch(() => '')
  await expect.poll(readMissed, WITHIN).toMatch(/../)
  await writeFile(needed, '')
  await expect.poll(service.pid, WITHIN).not.toBe(pid)
  await service.stop(5000)
})

test('a service that dies whenever it is up is given up', async () => {
  const service = await start(`console.log('ready'); setTimeout(() => process.exit(3), 20)`)
  expect(await service.failed).toMatch(/service ended .* again and again/)
  await service.stop(5000)
})

test('a service that cannot come up any more can still be stopped', async () => {
  const needed = join(dir, 'needed')
  await writeFile(needed, '')
  const service = await start(NEEDS_A_FILE)
  await rm(needed)
  process.kill(service.pid(), 'SIGKILL')
  await expect(service.stop(5000)).resolves.toBeUndefined()
})

test('a service that is restarted ends in order, and is back when that is said', async () => {
  const service = await start(`
    import { appendFileSync } from 'node:fs'
    process.on('SIGTERM', () => {
      appendFileSync(process.env.NEEDED, 'in order')
      process.exit(0)
    })
    setInterval(() => undefined, 1000)
    console.log('ready')
  `)
  const pid = service.pid()
  await service.restart(5000)
  expect(service.pid()).not.toBe(pid)
  expect(() => process.kill(service.pid(), 0)).not.toThrow()
  expect(await readFile(join(dir, 'needed'), 'utf8')).toBe('in order')
  await service.stop(5000)
})

test('a restart of a service that does not come up again is told of', async () => {
  const needed = join(dir, 'needed')
  await writeFile(needed, '')
  const service = await start(NEEDS_A_FILE)
  await rm(needed)
  const restarted = service.restart(5000)
  restarted.catch(() => undefined)
  await expect.poll(() => readFile(`${needed}.missed`, 'utf8').catch(() => ''), WITHIN).toMatch(/./)
  await service.stop(5000)
  await expect(restarted).rejects.toThrow('not started again')
})

test('a service that cannot start ends at once and says why, though its parent lives', async () => {
  const launch = () =>
    launchChild({
      name: 'scanner',
      entry: serviceEntry('scanner'),
      env: { PATH: process.env['PATH'], NATS_URL: 'nats://127.0.0.1:1' },
      logFile: join(dir, 'scanner.log'),
      pidFile: join(dir, 'scanner.pid'),
      readReady: () => undefined,
    })
  const started = supervise({ name: 'scanner', launch, screen })
  await expect(started).rejects.toThrow(/ended before it was ready[^]*NATS does not answer/)
})
