import { childEnvironment, openTempDir } from '@surefoot/testkit'
import { spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { ROOT } from '../src/paths.ts'
import { report } from '../src/report.ts'
import { start } from '../src/start.ts'

const LEFT_OUT = ['audit', 'execution'] as const

/** What the screen shows, line by line. */
function openScreen() {
  const lines: string[] = []
  const add = (text: string): void => void lines.push(text)
  const find = (wanted: RegExp): string | undefined => lines.find((line) => wanted.test(line))
  return {
    lines,
    find,
    until: (wanted: RegExp) => expect.poll(() => find(wanted)).toBeDefined(),
    screen: { step: add, good: add, warn: add, bad: add, plain: add },
  }
}

/** Run a command of the screen, as a person does in another terminal. */
function runByHand(command: string) {
  const child = spawn('/bin/sh', ['-c', `exec ${command}`], {
    cwd: ROOT,
    env: childEnvironment(),
    stdio: 'ignore',
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return { pid: child.pid, ended: once(child, 'exit') }
}

test('services that are left out are started by the printed commands, join the stack, and end with it at Ctrl-C', async () => {
  await using dir = await openTempDir()
  const signals = new EventEmitter()
  const { lines, find, until, screen } = openScreen()
  const ended = start(
    {
      isManual: true,
      forSeconds: null,
      reportFile: null,
      replicas: 1,
      port: null,
      isFresh: false,
      without: LEFT_OUT,
    },
    { dir: dir.path, screen, signals },
  )
  onTestFinished(async () => {
    signals.emit('SIGINT')
    await ended
  })
  const commandOf = (name: string) => new RegExp(`node --env-file=.*${name}.env .*/main.ts$`)
  const fileOf = (name: string) => join(dir.path, 'dev', `${name}.env`)

  await until(commandOf('execution'))
  const secrets = LEFT_OUT.flatMap((name) => {
    expect(statSync(fileOf(name)).mode & 0o777).toBe(0o600)
    const urls = parseEnv(readFileSync(fileOf(name), 'utf8'))
    return [urls['NATS_URL'], urls['REDIS_URL'], urls['DATABASE_URL']].flatMap((url) =>
      url === undefined ? [] : [new URL(url).password],
    )
  })
  expect(secrets.length).toBe(4)

  // The others ask the ledger as they start.
  await until(/^waiting for audit$/)
  expect(find(/^services: /)).toBeUndefined()
  const ledger = runByHand(find(commandOf('audit')) ?? '')
  await until(new RegExp(`^audit has joined \\(process ${ledger.pid}\\)$`))

  await until(/^waiting for execution$/)
  expect(find(/^services: /)).toBe(
    'services: browser-executor-a, browser-executor-b, scanner, hedge, worker, gateway, notify',
  )
  const execution = runByHand(find(commandOf('execution')) ?? '')
  await until(new RegExp(`^execution has joined \\(process ${execution.pid}\\)$`))
  // The run goes on with them: the gateway has the ledger's reply.
  await until(/→ next: /)

  signals.emit('SIGINT')
  expect(await ended).toBe(0)
  expect(await ledger.ended).toEqual([0, null])
  expect(await execution.ended).toEqual([0, null])
  expect(LEFT_OUT.filter((name) => existsSync(fileOf(name)))).toEqual([])
  expect(lines.filter((line) => secrets.some((secret) => line.includes(secret)))).toEqual([])
  const written = report.parse(JSON.parse(readFileSync(join(dir.path, 'report.json'), 'utf8')))
  expect(written).toMatchObject({ endedBy: 'ctrl-c', faults: [], differences: [], stillOpen: 0 })
})
