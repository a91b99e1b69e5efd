import { Socket } from 'node:net'

/** Sockets to one server, all of which can be dropped at once. */
export interface WatchedSockets {
  readonly open: () => Socket
  /** Every connection fails with this error; the next use opens another. */
  readonly drop: (reason: Error) => void
}

const CHECK_EVERY_MS = 1_000

/**
 * Sockets whose server must answer: one that was sent something and has replied nothing for `silenceMs` is destroyed.
 * TCP alone would wait for minutes. One on which nothing was asked may stay silent.
 */
export function createWatchedSockets(silenceMs: number): WatchedSockets {
  const sockets = new Set<Socket>()
  return {
    open: () => {
      const socket = watch(new Socket(), silenceMs)
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
      return socket
    },
    drop: (reason) => {
      for (const socket of sockets) socket.destroy(reason)
    },
  }
}

/** Counts bytes and reads none of them, so that it is the same for an encrypted connection. */
function watch(socket: Socket, silenceMs: number): Socket {
  let read = 0
  let written = 0
  let waitsSinceMs: number | undefined
  const timer = setInterval(() => {
    const hasAsked = socket.bytesWritten > written
    const hasReplied = socket.bytesRead > read
    read = socket.bytesRead
    written = socket.bytesWritten
    if (hasReplied) waitsSinceMs = undefined
    else if (hasAsked) waitsSinceMs ??= performance.now()
    if (waitsSinceMs !== undefined && performance.now() - waitsSinceMs > silenceMs)
      socket.destroy(new Error(`The server did not answer within ${silenceMs / 1000} s.`))
  }, CHECK_EVERY_MS)
  timer.unref()
  socket.once('close', () => clearInterval(timer))
  return socket
}
