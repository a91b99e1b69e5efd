import {
  compareBooks,
  forceOpportunity,
  importContracts,
  logIn,
  markProvider,
  readBook,
} from '@surefoot/local'
import type { Account } from '@surefoot/shared'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openConsole, type Console } from '../src/open-console.ts'
import { openDesk, type DeskUnderTest } from '../src/open-desk.ts'

let desk: DeskUnderTest
let operatorConsole: Console
const WITHIN = { timeout: 30_000 }

beforeAll(async () => {
  // The one opportunity is the test's own: another's price may move between the click and the slip.
  desk = await openDesk({
    SANDBOX_OPPORTUNITIES_PER_MINUTE: '0',
    SANDBOX_PHANTOMS_PER_MINUTE: '0',
    SANDBOX_SETTLEMENTS_PER_MINUTE: '0',
  })
  await importContracts({ operator: desk.operator, sandbox: desk.stack.sandbox })
  operatorConsole = await openConsole(desk.stack.link, desk.dir)
})

afterAll(async () => {
  await operatorConsole?.[Symbol.asyncDispose]()
  await desk?.[Symbol.asyncDispose]()
})

function state(account: Account): Promise<string | null> {
  return operatorConsole.page.getByTestId(`state-${account}`).textContent()
}

async function openAccount(account: Account, url: string): Promise<void> {
  await operatorConsole.page.getByRole('switch', { name: `Account ${account}` }).press('Space')
  await expect.poll(() => state(account), WITHIN).toContain('BROWSER_READY')
  const at = { operator: desk.operator, account, url, signal: AbortSignal.timeout(60_000) }
  await logIn(at)
  await markProvider(at)
  await expect.poll(() => state(account), WITHIN).toContain('RUNNING')
}

test('an execute while not RUNNING is refused with a reason and changes nothing', async () => {
  const { operator } = desk
  const before = await operator.executions()
  await expect(operator.execute(crypto.randomUUID(), 'main|any')).rejects.toThrow(/409.*RUNNING/)
  expect(await operator.executions()).toEqual(before)
})

test('an operator goes from the toggle to a row in the history, and back to IDLE', async () => {
  const { page, complaints } = operatorConsole
  const { sandbox } = desk.stack
  expect(await state('A')).toContain('IDLE')
  await openAccount('A', `${sandbox.north}/login`)
  await openAccount('B', `${sandbox.south}/signin`)

  await page.getByText('Live', { exact: true }).click()
  await page.getByRole('button', { name: 'Go live' }).click()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect
    .poll(async () => (await desk.operator.desk()).control, WITHIN)
    .toEqual({
      trading: 'RUN',
      mode: 'manual',
      venue: 'live',
    })

  await page.getByRole('link', { name: 'Opportunities', exact: true }).click()
  await forceOpportunity(sandbox, { durationMs: 120_000 })
  await page.getByRole('button', { name: 'Execute', exact: true }).first().click(WITHIN)
  await expect
    .poll(async () => (await desk.operator.executions())[0]?.final_status, WITHIN)
    .toBe('success')

  const [row] = await desk.operator.executions()
  const record = await desk.operator.execution(row?.id ?? '')
  const bets = await readBook(sandbox)
  expect(bets.map((bet) => bet.house).toSorted()).toEqual(['north', 'south'])
  expect(compareBooks([record], bets)).toEqual([])

  await page.getByRole('link', { name: 'History', exact: true }).click()
  await expect
    .poll(
      () =>
        page
          .getByRole('row')
          .filter({ hasText: row?.home ?? '' })
          .count(),
      WITHIN,
    )
    .toBe(1)

  await page.getByRole('link', { name: 'Cockpit', exact: true }).click()
  for (const account of ['A', 'B'] as const) {
    await page.getByRole('switch', { name: `Account ${account}` }).press('Space')
    await expect.poll(() => state(account), WITHIN).toContain('IDLE')
  }
  expect(complaints).toEqual([])
})

test('a browser is not opened at an address outside the allow-list', async () => {
  const { operator } = desk
  await operator.toggle('A', true, 'http://127.0.0.1:9/login')
  await expect
    .poll(async () => (await operator.desk()).accounts.A, WITHIN)
    .toMatchObject({ state: 'IDLE', reason: expect.stringContaining('127.0.0.1:9') })
})
