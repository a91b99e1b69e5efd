import { findFreePort } from '@surefoot/servers'
import { createServer } from 'node:net'

/** The port itself if it is free, so that addresses stay the same from start to start; else any free one. */
export async function preferPort(port: number): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const probe = createServer()
  probe.once('error', () => resolve(false))
  probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  return (await promise) ? port : findFreePort()
}
