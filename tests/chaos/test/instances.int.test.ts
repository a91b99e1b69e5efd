import { openServerUsers } from '@surefoot/local'
import { openNats } from '@surefoot/servers'
import { openBus, type Bus } from '@surefoot/shared/bus'
import { contractList, hedgeTrigger } from '@surefoot/shared/messages'
import { createLogger } from '@surefoot/shared/runtime'
import { openTempDir } from '@surefoot/testkit'
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'

const ENTRY = new URL('./support/answering-process.ts', import.meta.url)
const DEADLINE_MS = 1500
const message = z.object({ done: z.string().optional() })

let opened: AsyncDisposableStack
let bus: Bus
let url: string
/** The work that was done, by the ids of the executions. */
let done: Set<string>

beforeEach(async () => {
  opened = new AsyncDisposableStack()
  done = new Set()
  const dir = opened.use(await openTempDir())
  const users = await openServerUsers(join(dir.path, 'access'))
  const nats = opened.use(await openNats({ dir: join(dir.path, 'nats'), access: users.nats }))
  url = nats.url
  const logger = createLogger('asker', 'fatal')
  bus = opened.use(await openBus({ url, service: 'asker', logger }))
})
afterEach(() => opened.disposeAsync())

async function startInstance(): Promise<ChildProcess> {
  const child = fork(ENTRY, { env: { ...process.env, NATS_URL: url } })
  opened.defer(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  })
  child.on('message', (told) => {
    const { done: id } = message.parse(told)
    if (id !== undefined) done.add(id)
  })
  await once(child, 'message')
  return child
}

function ask(): Promise<boolean> {
  return bus.request(contractList, {}, { deadlineMs: DEADLINE_MS }).then(
    () => true,
    () => false,
  )
}

/** How many of so many requests, sent all at once, are answered. */
async function countAnswered(requests: number): Promise<number> {
  const answers = await Promise.all(Array.from({ length: requests }, ask))
  return answers.filter(Boolean).length
}

async function ring(): Promise<string> {
  const executionId = crypto.randomUUID()
  await bus.enqueue(
    hedgeTrigger,
    { deskId: 'main', executionId, reason: 'test' },
    { id: executionId },
  )
  return executionId
}

test('while one of two instances ends in order every request is answered and all work is done', async () => {
  const leaving = await startInstance()
  await startInstance()
  const ended = once(leaving, 'exit')
  const rung: string[] = []
  const answered: boolean[] = []
  const load = async (): Promise<void> => {
    const [id, isAnswered] = await Promise.all([ring(), ask()])
    rung.push(id)
    answered.push(isAnswered)
  }
  for (let round = 0; round < 30; round += 1) {
    if (round === 10) leaving.kill('SIGTERM')
    await Promise.all([load(), load(), load(), load()])
  }
  expect(await ended).toEqual([0, null])
  expect(answered).not.toContain(false)
  await expect.poll(() => rung.filter((id) => !done.has(id)), { timeout: 120_000 }).toEqual([])
})

test('an instance that hangs is given up by the server, and then all requests go to the other until it is back', async () => {
  const hanging = await startInstance()
  await startInstance()
  expect(await countAnswered(20)).toBe(20)
  hanging.kill('SIGSTOP')
  expect(await countAnswered(40)).toBeLessThan(40)
  // An old server takes what it sends to a client for a sign of its life: it is to be quiet between two looks.
  await expect.poll(() => countAnswered(20), { timeout: 120_000, interval: 9000 }).toBe(20)
  hanging.kill('SIGCONT')
  await expect.poll(() => countAnswered(20), { timeout: 120_000 }).toBe(20)
})
