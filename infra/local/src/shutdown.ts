import { createWaiting, type Waiting } from './waiting.ts'

/** A process that can be killed at once. */
export interface Killable {
  readonly name: string
  readonly pid: () => number
  readonly kill: () => void
}

/** Every process of a stack, and what a stop of them waits for. */
export interface Shutdown extends Waiting {
  readonly add: (process: Killable) => void
  /** Kill everything that is known. Returns what was killed, each by name and process. */
  readonly killAll: () => string[]
}

export function createShutdown(): Shutdown {
  const processes = new Set<Killable>()
  return {
    ...createWaiting(),
    add: (process) => void processes.add(process),
    killAll: () =>
      [...processes].toReversed().map((process) => {
        const line = `${process.name} (process ${process.pid()})`
        process.kill()
        return line
      }),
  }
}
