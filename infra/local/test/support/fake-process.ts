import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { messageOf } from '../../src/message-of.ts'
import type { Launched } from '../../src/supervise/launched.ts'

/** A tiny real process that ends in order when it is asked to; it gets ready when it is let. */
const PROGRAM = `
  read line
  exec 3<&0
  cat <&3 >/dev/null &
  trap 'kill $!; exit 0' TERM
  echo ready
  wait $!
`

export interface Fake extends Launched<string> {
  readonly getReady: () => void
}

/** It carries the mark of its stack as a real process does, and ends when its input closes. */
export function launchFake(mark: string): Fake {
  const child = spawn('/bin/sh', ['-c', PROGRAM], {
    env: { PATH: process.env['PATH'], SUREFOOT_STACK: mark },
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true,
  })
  child.stdin.on('error', () => undefined)
  const ended = new Promise<string>((resolve) =>
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`)),
  )
  const ready = Promise.race([
    new Promise<string>((resolve) =>
      createInterface({ input: child.stdout }).once('line', resolve),
    ),
    ended.then((how) => {
      throw new Error(`a fake ended before it was ready (${how})`)
    }),
  ])
  ready.catch(messageOf)
  return {
    pid: () => child.pid,
    ready,
    ended,
    askToEnd: () => void child.kill('SIGTERM'),
    kill: () => void child.kill('SIGKILL'),
    getReady: () => void child.stdin.write('go\n'),
  }
}
