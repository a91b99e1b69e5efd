import type { BrowserContext } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  acceptance,
  HABITS,
  openGateBookmaker,
  type GateBookmaker,
  type Habit,
} from '../support/gate-bookmaker.ts'
import { openGateBrowser, openGatePage, permit } from '../support/gate-stand.ts'

const SLOW = { timeout: 120_000, interval: 20 }
const BET = { selection: '7', stake: '10.00', price: '2.10' }
const habits = Object.keys(HABITS).filter((name): name is Habit => name in HABITS)

let stack: AsyncDisposableStack
let context: BrowserContext
let bookmaker: GateBookmaker
beforeAll(async () => {
  stack = new AsyncDisposableStack()
  ;({ context } = stack.use(await openGateBrowser()))
})
afterAll(() => stack.disposeAsync())
beforeEach(async () => {
  bookmaker = await openGateBookmaker()
})
afterEach(async () => {
  await Promise.all(
    context
      .pages()
      .slice(1)
      .map((page) => page.close()),
  )
  await bookmaker[Symbol.asyncDispose]()
})

const open = () => openGatePage(context, bookmaker)
/** What was sent before has arrived once this has. */
async function settle({ page }: Awaited<ReturnType<typeof open>>): Promise<void> {
  await page.evaluate(
    "socket.readyState === 1 && socket.send(JSON.stringify({ selection: 'last', stake: '', price: '' }))",
  )
  await vi.waitFor(() => expect(bookmaker.bets.at(-1)?.selection).toBe('last'), SLOW)
  bookmaker.bets.pop()
}

describe('a page that bets over a web socket, without a permit', () => {
  it.each(habits)('places nothing by %s, whatever a hand does', async (habit) => {
    bookmaker.habit = habit
    const stand = await open()
    await stand.prepare()
    await stand.page.dblclick('#slip-place')
    await stand.page.click('#slip-place span')
    await stand.page.press('#slip-place', 'Enter')
    await stand.page.press('#slip-place', 'Space')
    await stand.page.press('#slip-stake', 'Enter')
    await settle(stand)
    expect(bookmaker.bets).toEqual([])
  })

  it.each([
    ['presses the button', 'button.click()'],
    ['makes up a click', "button.dispatchEvent(new MouseEvent('click', { bubbles: true }))"],
    ['makes up a click that does not bubble', "button.dispatchEvent(new Event('click'))"],
    [
      'sends the form',
      "button.type = 'submit'; form.addEventListener('submit', place); form.requestSubmit()",
    ],
  ])('places nothing when its own script %s', async (_what, script) => {
    const stand = await open()
    await stand.prepare()
    await stand.page.evaluate(script)
    await settle(stand)
    expect(bookmaker.bets).toEqual([])
  })

  it('lets everything else be clicked and typed', async () => {
    const stand = await open()
    await stand.page.click('#other')
    expect(stand.page.url()).toContain('#elsewhere')
    await stand.page.fill('#slip-stake', '')
    await stand.page.type('#slip-stake', '12.50')
    expect(await stand.page.inputValue('#slip-stake')).toBe('12.50')
  })
})

describe('a page that bets over a web socket, with a permit', () => {
  it.each(habits)('places one bet by %s, however often it is clicked after', async (habit) => {
    bookmaker.habit = habit
    const stand = await open()
    const receipt = await stand.submit()
    expect(receipt).toMatchObject({
      state: 'ACCEPTED',
      betReference: 'W-1',
      stake: '10.00',
      odds: '2.1',
      raw: acceptance(BET),
    })
    await stand.page.dblclick('#slip-place')
    await stand.page.click('#slip-place')
    await settle(stand)
    expect(bookmaker.bets).toEqual([BET])
  })

  it.each([
    ['clicks again in the same task', "button.addEventListener('click', () => button.click())"],
    [
      'clicks again a task later',
      "button.addEventListener('click', () => setTimeout(() => button.click()))",
    ],
    [
      'clicks again a moment later',
      "button.addEventListener('click', () => Promise.resolve().then(() => button.click()))",
    ],
    [
      'sends its form besides, again and again',
      "form.addEventListener('submit', place); button.removeEventListener('click', place); button.type = 'submit'; button.addEventListener('click', () => { form.requestSubmit(); form.requestSubmit(); setTimeout(() => form.requestSubmit()) })",
    ],
  ])('places one bet though its own script %s', async (_what, quirk) => {
    bookmaker.quirk = quirk
    const stand = await open()
    expect(await stand.submit()).toMatchObject({ state: 'ACCEPTED' })
    await settle(stand)
    expect(bookmaker.bets).toEqual([BET])
  })

  it('is closed by a script that clicks by itself: at most one bet, and no wrong word of it', async () => {
    bookmaker.quirk = 'setInterval(() => button.click(), 5)'
    const stand = await open()
    const { state } = await stand.submit({ waitMs: 1500 })
    await settle(stand)
    expect(bookmaker.bets.length).toBe(state === 'ACCEPTED' ? 1 : 0)
    expect(['ACCEPTED', 'UNKNOWN']).toContain(state)
  })

  it('places nothing by a click that comes after the deadline, and that is unknown', async () => {
    bookmaker.quirk =
      "addEventListener('pointermove', () => { const until = performance.now() + 900; while (performance.now() < until); })"
    const stand = await open()
    const receipt = await stand.submit({ livesMs: 600 })
    expect(receipt).toMatchObject({ state: 'UNKNOWN', betReference: null })
    await settle(stand)
    expect(bookmaker.bets).toEqual([])
  })

  it.each([
    ['the stake', "stake.value = '100.00'"],
    ['the odds', "price.textContent = '2.00'"],
    ['the selection', "document.querySelector('#slip').dataset.selection = '8'"],
  ])('places nothing if %s changes as the click comes', async (_what, change) => {
    bookmaker.quirk = `addEventListener('pointermove', () => { ${change} })`
    const stand = await open()
    expect(await stand.submit({ waitMs: 800 })).toMatchObject({ state: 'UNKNOWN' })
    await settle(stand)
    expect(bookmaker.bets).toEqual([])
  })

  it.each([
    ['another stake', { stake: '9.00' }],
    ['another selection', { selectionId: '8' }],
    ['better odds', { leastOdds: '2.11' }],
  ])('for %s is not clicked', async (_what, change) => {
    const stand = await open()
    expect(await stand.submit({ permit: { ...permit, ...change } })).toMatchObject({
      state: 'REJECTED',
      code: 'NOT_CLICKED',
    })
    await settle(stand)
    expect(bookmaker.bets).toEqual([])
  })
})

describe('an open gate', () => {
  it('stays open when the page moves within its document, for one click', async () => {
    const stand = await open()
    await stand.prepare()
    expect(await stand.openGate()).toBeUndefined()
    await stand.page.evaluate("history.pushState({}, '', '/live'); location.hash = 'slip'")
    await stand.page.click('#slip-place')
    await stand.page.click('#slip-place')
    await settle(stand)
    expect(bookmaker.bets).toEqual([BET])
  })

  it('is closed by a reload', async () => {
    const stand = await open()
    await stand.prepare()
    expect(await stand.openGate()).toBeUndefined()
    await stand.page.reload()
    await stand.page.fill('#slip-stake', '10.00')
    await stand.page.click('#slip-place')
    await settle(stand)
    expect(bookmaker.bets).toEqual([])
  })

  it('is closed by a script that presses the button, which places nothing', async () => {
    const stand = await open()
    await stand.prepare()
    expect(await stand.openGate()).toBeUndefined()
    await stand.page.evaluate('button.click()')
    await stand.page.click('#slip-place')
    await settle(stand)
    expect(bookmaker.bets).toEqual([])
  })

  it('is closed by a click elsewhere', async () => {
    const stand = await open()
    await stand.prepare()
    expect(await stand.openGate()).toBeUndefined()
    await stand.page.click('#other')
    await stand.page.click('#slip-place')
    await settle(stand)
    expect(bookmaker.bets).toEqual([])
  })

  it('closes by itself at its deadline', async () => {
    const stand = await open()
    await stand.prepare()
    expect(await stand.openGate(3000)).toBeUndefined()
    const closesAt = Number(await stand.page.evaluate('performance.now() + 3000'))
    await vi.waitFor(
      async () =>
        expect(Number(await stand.page.evaluate('performance.now()'))).toBeGreaterThan(closesAt),
      SLOW,
    )
    await stand.page.click('#slip-place')
    await settle(stand)
    expect(bookmaker.bets).toEqual([])
  })

  it('is not opened in a page that has taken its listeners away, and nothing is clicked', async () => {
    const stand = await open()
    const aimed = await stand.prepare()
    await stand.page.evaluate(
      'const all = document.documentElement.innerHTML; document.open(); document.write(all); document.close()',
    )
    await stand.page.fill('#slip-stake', '10.00')
    expect(await stand.submit({ aimed })).toMatchObject({
      state: 'REJECTED',
      code: 'NOT_CLICKED',
      message: 'Nothing was clicked: the page has taken the gate away: load it again.',
    })
    expect(bookmaker.bets).toEqual([])
  })

  it('stands in one tab: another of the same provider is closed', async () => {
    const stand = await open()
    const other = await context.newPage()
    await other.goto(`${bookmaker.origin}/`).catch(() => undefined)
    await vi.waitFor(() => expect(other.isClosed()).toBe(true), SLOW)
    expect(stand.closedTabs).toEqual([`${bookmaker.origin}/`])
  })
})
