import {
  closeAccounts,
  compareBooks,
  createScreen,
  drain,
  fly,
  importContracts,
  readBook,
  resumeTrading,
} from '@surefoot/local'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publishGarbage } from '../src/publish-garbage.ts'
import { openDesk, type DeskUnderTest } from '../src/open-desk.ts'

let desk: DeskUnderTest
const screen = createScreen(process.stdout)
const WITHIN = { timeout: 60_000 }

beforeAll(async () => {
  desk = await openDesk()
  const { operator, stack } = desk
  await importContracts({ operator, sandbox: stack.sandbox })
  await fly({ operator, sandbox: stack.sandbox, screen, signal: AbortSignal.timeout(120_000) })
})

afterAll(async () => {
  await desk?.[Symbol.asyncDispose]()
})

async function countGood(): Promise<number> {
  const rows = await desk.operator.executions()
  return rows.filter((row) => row.final_status === 'success').length
}

/** Another good execution, from now on: what was killed is back and works. A desk that halted itself is put on again. */
async function untilOneMore(): Promise<void> {
  const before = await countGood()
  const look = async (): Promise<number> => {
    await resumeTrading(desk.operator, screen)
    return countGood()
  }
  await expect.poll(look, WITHIN).toBeGreaterThan(before)
}

test('a malformed message on any subject is logged with its subject and harms nothing', async () => {
  const { operator, stack } = desk
  const pids = [...stack.services.values()].map((service) => service.pid())
  const subjects = await publishGarbage(stack.natsUrl)
  const unlogged = async (): Promise<string[]> => {
    const { log } = await operator.journal()
    const logged = new Set(
      log
        .filter((entry) => entry.code === 'MALFORMED_MESSAGE')
        .map((entry) => entry.details?.['subject']),
    )
    return subjects.filter((subject) => !logged.has(subject))
  }
  await expect.poll(unlogged, WITHIN).toEqual([])
  expect([...stack.services.values()].map((service) => service.pid())).toEqual(pids)
  await untilOneMore()
})

test.each(['worker', 'execution', 'audit'] as const)(
  'the %s is killed while it trades, comes back, and the desk goes on as if nothing had happened',
  async (name) => {
    await untilOneMore()
    const service = desk.stack.services.get(name)
    const pid = service?.pid() ?? 0
    process.kill(pid, 'SIGKILL')
    await expect.poll(() => service?.pid(), WITHIN).not.toBe(pid)
    await untilOneMore()
    const { accounts } = await desk.operator.desk()
    expect([accounts.A.state, accounts.B.state]).toEqual(['RUNNING', 'RUNNING'])
  },
)

test('after all that every bet in the books is one leg of the ledger, and nothing is open', async () => {
  const { operator, stack } = desk
  expect(await drain(operator, screen)).toEqual([])
  const rows = await operator.executions()
  const records = await Promise.all(rows.map((row) => operator.execution(row.id)))
  expect(compareBooks(records, await readBook(stack.sandbox))).toEqual([])
  await closeAccounts(operator, screen)
})
