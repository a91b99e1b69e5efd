import type { Server } from '@surefoot/servers'
import { messageOf } from '../message-of.ts'
import type { Launched } from './launched.ts'

/** Launch one of our own servers by its opening, which ends the server when the signal comes before it is ready. */
export function launchOwnServer(open: (signal: AbortSignal) => Promise<Server>): Launched<Server> {
  const abandoned = new AbortController()
  let server: Server | undefined
  const ready = open(abandoned.signal).then((opened) => (server = opened))
  const ended = ready.then((opened) => opened.ended, messageOf)
  const end = (signal: 'SIGINT' | 'SIGKILL'): void => {
    if (server) server.signal(signal)
    else abandoned.abort()
  }
  return {
    pid: () => server?.pid ?? undefined,
    ready,
    ended,
    askToEnd: () => end('SIGINT'),
    kill: () => end('SIGKILL'),
  }
}
