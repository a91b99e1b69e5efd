import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openGateBookmaker, type GateBookmaker } from '../support/gate-bookmaker.ts'
import { openGateBrowser, openGatePage } from '../support/gate-stand.ts'
import { openMovingPage } from '../support/moving-page.ts'

let stack: AsyncDisposableStack
let context: BrowserContext
beforeAll(async () => {
  stack = new AsyncDisposableStack()
  ;({ context } = stack.use(await openGateBrowser()))
})
afterAll(() => stack.disposeAsync())

/** Shows a button of the same size at the same place, which cashes out at any event. */
const MOVES = {
  'when the mouse comes near': `once(window, 'pointermove', cover)`,
  'at the pointer’s press': `once(window, 'pointerdown', cover)`,
  'by a frame': `once(window, 'pointermove', coverByFrame)`,
  'by reuse of the same element': `once(window, 'pointermove', () => { place.id = 'cash-out'; place.onclick = cashOut })`,
} as const
const moves = Object.entries(MOVES)

describe('a page that moves between the aim and the click (C11)', () => {
  it.each(moves)('%s gives no event to anything but the commit element', async (_, move) => {
    await using bookmaker = await openMovingPage()
    bookmaker.script = move
    const tab = await openGatePage(context, bookmaker)
    const receipt = await tab.submit({ livesMs: 4000 })
    // What was sent before has arrived once this has.
    await tab.page.evaluate(() => fetch('/api/last', { method: 'POST' }))
    expect(bookmaker.requests.filter((path) => path !== '/api/bets')).toEqual(['/api/last'])
    // A click that reached the element all the same is a bet, and nothing else is.
    const isPlaced = bookmaker.requests.includes('/api/bets')
    expect(receipt).toMatchObject({ state: isPlaced ? 'ACCEPTED' : 'REJECTED' })
    await tab.page.close()
  })

  it('is clicked where the commit element is by then', async () => {
    await using bookmaker = await openMovingPage()
    const tab = await openGatePage(context, bookmaker)
    const aimed = await tab.prepare()
    await tab.page.evaluate('cover()')
    const receipt = await tab.submit({ aimed })
    expect(bookmaker.requests).toEqual(['/api/bets'])
    expect(receipt).toMatchObject({ state: 'ACCEPTED', betReference: 'B-1' })
    // The page is its own again.
    await tab.page.click('#cash-out')
    await tab.page.evaluate(() => fetch('/api/last', { method: 'POST' }))
    expect(bookmaker.requests).toEqual(['/api/bets', '/api/cashout', '/api/last'])
    await tab.page.close()
  })

  it.each([MOVES['when the mouse comes near'], MOVES['by reuse of the same element']])(
    'is known at once not to be clicked: %s',
    async (move) => {
      await using bookmaker = await openMovingPage()
      bookmaker.script = move
      const tab = await openGatePage(context, bookmaker)
      expect(await tab.submit({ livesMs: 60_000 })).toMatchObject({
        state: 'REJECTED',
        code: 'NOT_CLICKED',
      })
      expect(bookmaker.requests).toEqual([])
      await tab.page.close()
    },
  )

  it('is clicked through a frame that lies over the commit element', async () => {
    await using bookmaker = await openMovingPage()
    bookmaker.script = MOVES['by a frame']
    const tab = await openGatePage(context, bookmaker)
    expect(await tab.submit()).toMatchObject({ state: 'ACCEPTED' })
    expect(bookmaker.requests).toEqual(['/api/bets'])
    await tab.page.close()
  })
})

describe('a page that bets through a gate and moves', () => {
  it('places nothing, presses nothing else, and the leg is rejected', async () => {
    await using bookmaker: GateBookmaker = await openGateBookmaker()
    bookmaker.quirk = `
      window.cashedOut = 0
      const cash = document.createElement('button')
      cash.type = 'button'
      cash.textContent = 'Cash out'
      cash.onclick = cash.onpointerdown = () => { window.cashedOut += 1 }
      window.addEventListener('pointermove', () => {
        const { left, top, width, height } = button.getBoundingClientRect()
        cash.style.cssText = 'position:fixed;left:' + left + 'px;top:' + top + 'px;width:' + width + 'px;height:' + height + 'px'
        document.body.append(cash)
      }, { once: true, capture: true })`
    const tab = await openGatePage(context, bookmaker)
    expect(await tab.submit()).toMatchObject({ state: 'REJECTED', code: 'NOT_CLICKED' })
    expect(await tab.page.evaluate('window.cashedOut')).toBe(0)
    expect(bookmaker.bets).toEqual([])
    // The gate is closed behind it.
    await tab.page.evaluate('cash.remove()')
    await tab.page.click('#slip-place')
    expect(bookmaker.bets).toEqual([])
    await tab.page.close()
  })
})
