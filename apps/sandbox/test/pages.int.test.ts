import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Sandbox } from '../src/index.ts'
import { openChromium } from './support/chromium.ts'
import { askAdmin, openSandbox, readBook } from './support/customers.ts'

let browser: Browser
let sandbox: Sandbox
let page: Page

beforeAll(async () => {
  browser = await openChromium()
  sandbox = await openSandbox({ southLiveDelayMs: 50 })
})
afterAll(async () => {
  await browser?.close()
  await sandbox?.stop()
})
beforeEach(async () => {
  page = await browser.newPage()
  return async () => {
    await page.close()
    await askAdmin(sandbox, 'DELETE /knobs')
  }
})

const turn = (knob: object) => askAdmin(sandbox, 'POST /knobs', knob)
const eventually = (read: () => Promise<unknown>) => expect.poll(read, { timeout: 120_000 })
const text = (selector: string) => page.locator(selector).textContent()

describe("North's page", () => {
  const pick = async () => {
    const button = page.locator('button.price:enabled').first()
    const selectionId = (await button.getAttribute('data-selection')) ?? ''
    await button.click()
    return { selectionId, price: await button.textContent() }
  }

  const logInAt = async ({ north }: Sandbox) => {
    await page.goto(`${north.origin}/login`)
    await page.fill('#username', 'ada')
    await page.fill('#password', 'sandbox')
    await page.click('#sign-in')
    await page.waitForURL(`${north.origin}/`)
  }

  beforeEach(() => logInAt(sandbox))

  test('a bet is picked, filled and placed, and the balance follows', async () => {
    const { selectionId, price } = await pick()
    expect(await page.getAttribute('#slip', 'data-selection')).toBe(selectionId)
    expect(await text('#slip-price')).toBe(price)
    expect(await page.isDisabled('#slip-place')).toBe(true)
    await page.fill('#slip-stake', '12.5')
    await page.click('#slip-place')
    await expect
      .poll(() => text('#slip-message'))
      .toMatch(/^Accepted: € 12\.50 at .* reference N\d+$/)
    expect(await page.getAttribute('#slip', 'data-selection')).toBeNull()
    await eventually(() => text('#balance')).toBe('9987.50')
    expect((await readBook(sandbox)).bets).toContainEqual(
      expect.objectContaining({ house: 'north', selectionId, stake: '12.50', odds: price }),
    )
  })

  test('a selection that is suspended says so and cannot be placed', async () => {
    const { selectionId } = await pick()
    await page.fill('#slip-stake', '10')
    expect(await page.isVisible('#slip-suspended')).toBe(false)
    await turn({ house: 'north', kind: 'suspend', selectionId })
    await page.waitForSelector('#slip-suspended', { state: 'visible' })
    expect(await page.isDisabled('#slip-place')).toBe(true)
    expect(await page.isDisabled(`button.price[data-selection="${selectionId}"]`)).toBe(true)
  })

  test('a refusal and a lost answer are both told', async () => {
    await pick()
    await page.fill('#slip-stake', '10')
    await turn({ house: 'north', kind: 'refuse' })
    await page.click('#slip-place')
    await eventually(() => text('#slip-message')).toBe('The house declined this bet.')
    await turn({ house: 'north', kind: 'lose-answer' })
    await page.click('#slip-place')
    await eventually(() => text('#slip-message')).toContain('No answer from the house')
    const open = (await readBook(sandbox)).bets.filter(({ stake }) => stake === '10.00')
    expect(open.map(({ state }) => state)).toEqual(['open'])
  })

  test('over a connection that is kept, Chromium itself sends a bet again whose answer is lost', async () => {
    await using keeping = await openSandbox({ keepsConnections: true })
    await logInAt(keeping)
    await pick()
    await page.fill('#slip-stake', '10')
    await askAdmin(keeping, 'POST /knobs', { house: 'north', kind: 'lose-answer' })
    await page.click('#slip-place')
    await eventually(() => text('#slip-message')).toContain('Accepted')
    expect((await readBook(keeping)).bets).toHaveLength(2)
  })

  test('a session that ended shows as logged out', async () => {
    await turn({ house: 'north', kind: 'log-out' })
    await pick()
    await page.fill('#slip-stake', '10')
    await page.click('#slip-place')
    await page.waitForSelector('#login-link')
    expect(await page.locator('#account-name').count()).toBe(0)
    expect(await text('#slip-message')).toBe('Log in to place a bet.')
  })

  test('a match that ends leaves the page and another takes its place', async () => {
    const article = page.locator('article').first()
    const eventId = (await article.getAttribute('data-event')) ?? ''
    const count = await page.locator('article').count()
    expect(count).toBe(13)
    await askAdmin(sandbox, 'POST /settle', { eventId, result: 'void' })
    await eventually(() => page.locator(`article[data-event="${eventId}"]`).count()).toBe(0)
    await eventually(() => page.locator('article').count()).toBe(count)
  })
})

describe("South's page", () => {
  const pick = async () => {
    const cell = page.locator('a.odd:not(.shut)').first()
    const oid = (await cell.getAttribute('data-oid')) ?? ''
    await cell.click()
    return { oid, odd: await cell.textContent() }
  }

  beforeEach(async () => {
    await page.goto(`${sandbox.south.origin}/signin`)
    await page.fill('input[name=user]', 'ada')
    await page.fill('input[name=pass]', 'sandbox')
    await page.click('button[type=submit]')
    await page.waitForURL(`${sandbox.south.origin}/`)
  })

  test('a bet is picked, filled and placed, and the funds follow', async () => {
    const { oid, odd } = await pick()
    expect(await page.getAttribute('south-slip .pick', 'data-oid')).toBe(oid)
    expect(await text('south-slip .odd-value')).toBe(odd)
    await page.fill('south-slip input.amount', '12.50')
    await page.click('south-slip button.bet')
    await expect
      .poll(() => text('south-slip .note'))
      .toMatch(/^Bet placed: €12\.50 at .* reference S\d+$/)
    await eventually(() => text('.funds')).toBe('9,987.50')
    expect((await readBook(sandbox)).bets).toContainEqual(
      expect.objectContaining({ house: 'south', selectionId: oid, stake: '12.50', state: 'open' }),
    )
  })

  test('after a change of odds nothing can be bet until the change is accepted', async () => {
    await using moving = await openSandbox({ tickMs: 20, southLiveDelayMs: 20 })
    await page.goto(`${moving.south.origin}/`)
    await pick()
    await page.fill('south-slip input.amount', '10')
    await page.waitForSelector('south-slip .changed', { state: 'visible' })
    expect(await page.isDisabled('south-slip button.bet')).toBe(true)
    await page.check('south-slip input.any-odds')
    expect(await page.isDisabled('south-slip button.bet')).toBe(false)
    await page.uncheck('south-slip input.any-odds')
    await page.waitForSelector('south-slip .changed', { state: 'visible' })
    const selectionId = await page.getAttribute('south-slip .pick', 'data-oid')
    await askAdmin(moving, 'POST /knobs', { house: 'south', kind: 'suspend', selectionId })
    await page.waitForSelector('south-slip .blocked', { state: 'visible' })
    expect(await page.isDisabled('south-slip button.bet')).toBe(true)
  })

  test('a changed page has no slip that the contract knows, and still takes bets', async () => {
    await turn({ house: 'south', kind: 'change-page' })
    await page.goto(`${sandbox.south.origin}/`)
    await pick()
    for (const selector of ['south-slip', '.pick', 'input.amount', 'button.bet']) {
      expect(await page.locator(selector).count()).toBe(0)
    }
    await page.fill('.s2-amount', '5')
    await page.click('.s2-bet')
    await eventually(() => text('.s2-note')).toContain('Bet placed')
  })
})

describe.each([
  { house: 'north' as const, path: '/login', button: 'Log in as demo', name: '#account-name' },
  { house: 'south' as const, path: '/signin', button: 'Sign in as demo', name: '.customer' },
])("$house's login", ({ house, path, button, name }) => {
  const open = () => page.goto(`${sandbox[house].origin}${path}`)

  test('shows its play name and password in plain text, and one click on it logs in', async () => {
    await open()
    expect(await text('.play-login')).toMatch(/demo.*sandbox/s)
    await page.getByRole('main').getByRole('button', { name: button }).click()
    await eventually(() => text(name)).toBe('demo')
  })

  test('takes another name that is typed', async () => {
    await open()
    // A busy browser focuses the first field later than it has loaded the page.
    await eventually(() => page.evaluate('document.activeElement?.tagName')).toBe('INPUT')
    await page.keyboard.type('pilot')
    await page.keyboard.press('Tab')
    await page.keyboard.type('sandbox')
    await page.keyboard.press('Enter')
    await eventually(() => text(name)).toBe('pilot')
    expect(await text(name)).toBe('pilot')
  })
})
