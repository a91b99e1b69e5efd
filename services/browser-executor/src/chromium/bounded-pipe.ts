/**
 * A process between us and Chromium. It passes on what Chromium sends, as long as that may be. Chromium has our end of the
 * commands itself, so it ends with us whatever becomes of this process.
 *
 * 1. What ends this process ends the way to us: the browser counts as lost, and the launcher ends it by its process.
 * 2. If a message was dropped that is needed, Chromium is ended here.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Socket } from 'node:net'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createMessageBound } from './bound-messages.ts'

const [COMMANDS, MESSAGES] = [3, 4] as const

const [program = '', ...args] = process.argv.slice(2)
const chromium = spawn(program, args, {
  stdio: ['inherit', 'inherit', 'inherit', COMMANDS, 'pipe'],
})
const ended = once(chromium, 'exit')
const messages = chromium.stdio[MESSAGES]
if (!(messages instanceof Socket)) throw new Error('Chromium was started without a pipe.')

const bound = createMessageBound()
const bounding = new Transform({
  transform(chunk: Buffer, _encoding, done) {
    for (const part of bound.take(chunk)) this.push(part)
    if (bound.hasEnded()) chromium.kill('SIGKILL')
    done()
  },
})
const reader = new Socket({ fd: MESSAGES, readable: false, writable: true })
// Whoever read it is gone: Chromium ends by itself, and must not wait for us until then.
await pipeline(messages, bounding, reader).catch(() => messages.resume())
const [code] = await ended
process.exit(typeof code === 'number' ? code : 1)
