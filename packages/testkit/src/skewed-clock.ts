/**
 * Preloaded into a process of a test (`--import`): its wall clock is ahead by the milliseconds in CLOCK_OFFSET_FILE, or
 * behind if they are below 0, as on a machine whose clock is off or is set. The monotonic clock and timers are as they are.
 */
import { readFileSync } from 'node:fs'

const READ_EVERY_MS = 50
const file = process.env['CLOCK_OFFSET_FILE'] ?? ''
const RealDate = Date
let offsetMs = 0

function readOffset(): void {
  const read = Number.parseInt(readFileSync(file, 'utf8'), 10)
  // A file that is being written is empty for a moment.
  if (!Number.isNaN(read)) offsetMs = read
}

readOffset()
setInterval(readOffset, READ_EVERY_MS).unref()
const now = (): number => RealDate.now() + offsetMs

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  apply: (target) => new target(now()).toString(),
  get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
})
