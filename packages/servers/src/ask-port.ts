import { connect } from 'node:net'

const ANSWER_MS = 1_000

/** Says `words` to a port on loopback and resolves to the first bytes of the answer; '' if there is none. */
export function askPort(port: number, words: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port })
    const end = (answer: string) => {
      socket.destroy()
      resolve(answer)
    }
    socket.setTimeout(ANSWER_MS, () => end(''))
    socket.once('connect', () => socket.write(words))
    socket.once('data', (bytes: Buffer) => end(bytes.toString()))
    socket.once('error', () => end(''))
  })
}
