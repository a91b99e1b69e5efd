import { setTimeout as delay } from 'node:timers/promises'
import type { Fault, ServerName } from '../fault.ts'
import { worksIn } from '../ownership.ts'
import type { World } from '../world.ts'

/** The server goes and comes back on the same port with its data. */
export async function restartServer(
  { ways, dir }: World,
  { server, how, awayMs }: Extract<Fault, { kind: 'restart' }>,
): Promise<boolean> {
  const { restartable } = ways[server]
  const { pid } = restartable.server()
  if (pid === null || !(await worksIn(pid, dir)))
    throw new Error(`The ${server} with process id ${pid} is not ours to end.`)
  await restartable.end(how)
  await delay(awayMs)
  await restartable.start()
  return true
}

/** Answers are lost; hit if one was. */
export async function dropReplies(
  { ways }: World,
  server: ServerName,
  ms: number,
): Promise<boolean> {
  const drop = ways[server].proxy.dropReplies()
  await delay(ms)
  return drop.end() > 0
}

/** What is sent is held up; hit if something was. */
export async function holdUp(
  { ways }: World,
  { server, delayMs, ms }: Extract<Fault, { kind: 'hold-up' }>,
): Promise<boolean> {
  const hold = ways[server].proxy.holdUp(delayMs)
  await delay(ms)
  return hold.end() > 0
}

/** It hangs without closing anything; hit if something was sent to it, or by it, meanwhile. */
export async function freeze(
  { ways }: World,
  { server, ms }: Extract<Fault, { kind: 'freeze' }>,
): Promise<boolean> {
  const frozen = ways[server].proxy.freeze()
  await delay(ms)
  return frozen.end() > 0
}
