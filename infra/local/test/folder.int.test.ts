import { findFreePort } from '@surefoot/servers'
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { endLeftovers } from '../src/folder/end-leftovers.ts'
import { lockFolder } from '../src/folder/folder-lock.ts'
import { throwIfTaken } from '../src/ports/port-taken.ts'
import { createScreen } from '../src/screen.ts'

let dir = ''
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'surefoot-folder-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

/** Another process that runs this program and prints a line when it has done so. */
async function runElsewhere(program: string, mark = '') {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, SUREFOOT_STACK: mark },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  return { child, pid: child.pid ?? 0, line: String(line) }
}

/** Holds a port, and so much memory that it ends slowly. */
const holderOf = (port: number): string => `
  import { createServer } from 'node:net'
  globalThis.much = Array.from({ length: 200 }, () => Buffer.alloc(1_000_000, 1))
  const server = createServer().listen(${port}, '127.0.0.1', () => console.log('up'))
`

const screen = createScreen(process.stdout)
const LOCK = new URL('../src/folder/folder-lock.ts', import.meta.url).href

test('a second stack on one folder is refused by the name of the first, and let in once that one was killed', async () => {
  const first = await runElsewhere(`
    const { lockFolder } = await import(${JSON.stringify(LOCK)})
    globalThis.held = lockFolder(${JSON.stringify(dir)}, 'the-mark')
    console.log('locked')
    setInterval(() => undefined, 1000)
  `)
  expect(() => lockFolder(dir, 'mine')).toThrow(
    new RegExp(`runs already on ${dir}: process ${first.pid}, since`),
  )
  first.child.kill('SIGKILL')
  await once(first.child, 'exit')
  using lock = lockFolder(dir, 'mine')
  expect(lock.previous).toMatchObject({ pid: first.pid, mark: 'the-mark' })
})

test('a port that is taken is named with the process that holds it, and how to choose others', async () => {
  const holder = await runElsewhere(`
    import { createServer } from 'node:net'
    const server = createServer().listen(0, '127.0.0.1', () => console.log(server.address().port))
  `)
  const port = Number(holder.line)
  const wanted = [{ port, use: 'the gateway' }]
  await expect(throwIfTaken(wanted, { base: 7300 })).rejects.toThrow(
    new RegExp(
      `Port ${port} \\(the gateway\\) is in use by process ${holder.pid} \\(.*node.*[^]*--port 7400`,
    ),
  )
  await expect(throwIfTaken(wanted, { base: 7300, own: [holder.pid] })).resolves.toBeUndefined()
})

test('a process of a killed run that is about to end holds no port of the next one', async () => {
  const mark = randomUUID()
  for (let round = 0; round < 10; round += 1) {
    // Nobody else is given it in between.
    const port = await findFreePort()
    const { child } = await runElsewhere(holderOf(port), mark)
    child.kill('SIGKILL')
    await endLeftovers(mark, { screen, signal: AbortSignal.timeout(60_000) })
    const wanted = [{ port, use: 'the gateway' }]
    await expect(throwIfTaken(wanted, { base: 7300 })).resolves.toBeUndefined()
  }
})
