import {
  compareBooks,
  forceOpportunity,
  importContracts,
  logIn,
  markProvider,
  readBook,
} from '@surefoot/local'
import type { Account } from '@surefoot/shared/messages'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openConsole, type Console } from '../src/open-console.ts'
import { openDesk, type DeskUnderTest } from '../src/open-desk.ts'

let desk: DeskUnderTest
let operatorConsole: Console
const WITHIN = { timeout: 120_000 }

beforeAll(async () => {
  // The one opportunity is the test's own: another's price may move between the click and the slip.
  desk = await openDesk({
    SANDBOX_OPPORTUNITIES_PER_MINUTE: '0',
    SANDBOX_PHANTOMS_PER_MINUTE: '0',
    SANDBOX_SETTLEMENTS_PER_MINUTE: '0',
  })
  await importContracts({ operator: desk.operator, sandbox: desk.stack.sandbox })
  operatorConsole = await openConsole(desk.stack.link)
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
  await expect.poll(() => state('A'), WITHIN).toContain('IDLE')
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
  await page
    .getByRole('button', { name: /^Execute / })
    .first()
    .click(WITHIN)
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

test('a second browser comes in by a new link, a killed gateway logs nobody out, and a used link stays used', async () => {
  const { page, openAnother } = operatorConsole
  await page.getByRole('link', { name: 'People', exact: true }).click()
  await page.getByRole('button', { name: 'New link' }).click()
  await page.getByLabel('Acts under the name').fill('Anna')
  await page.getByRole('button', { name: 'Make the link' }).click()
  const link = await page.getByLabel('Link', { exact: true }).inputValue()
  await page.keyboard.press('Escape')
  const second = await openAnother(link)
  await second.getByRole('link', { name: 'People', exact: true }).click()
  await second.getByText('this browser').waitFor(WITHIN)

  const gateway = desk.stack.services.get('gateway')
  const pid = gateway?.pid() ?? 0
  process.kill(pid, 'SIGKILL')
  await expect.poll(() => gateway?.pid(), WITHIN).not.toBe(pid)
  const isIn = async (each: Page): Promise<boolean> => {
    await each.reload().catch(() => undefined)
    const shown = each.getByText('this browser').waitFor({ timeout: 5000 })
    return shown.then(
      () => true,
      () => false,
    )
  }
  for (const each of [page, second]) await expect.poll(() => isIn(each), WITHIN).toBe(true)
  const third = await openAnother(desk.stack.link)
  await third.getByText('This link was used').waitFor(WITHIN)

  await page.getByRole('button', { name: /Log out Anna/ }).click()
  await second.getByText('This browser needs a link').waitFor(WITHIN)
  await expect.poll(() => isIn(page), WITHIN).toBe(true)
})
