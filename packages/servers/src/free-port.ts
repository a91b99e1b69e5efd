import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/**
 * Below the ports that a system gives to whoever asks for any (Linux from 32768, others from 49152): until we use it, no
 * connection and no other program is given ours.
 */
const FIRST = 20_000
const AFTER_LAST = 32_000
const MOST_TRIES = 100

/** Those that this process was given before, used by now or about to be. */
const given = new Set<number>()

/** A loopback port that nothing listens on. Throws if none is found. */
export async function findFreePort(): Promise<number> {
  for (let tried = 0; tried < MOST_TRIES; tried += 1) {
    const port = randomInt(FIRST, AFTER_LAST)
    if (given.has(port) || !(await isFree(port))) continue
    // Another search of this process may have come to the same meanwhile.
    if (given.has(port)) continue
    given.add(port)
    return port
  }
  throw new Error(
    `No free port was found between ${FIRST} and ${AFTER_LAST}: end what listens there, or choose the ports yourself (npm start -- --port N).`,
  )
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}
