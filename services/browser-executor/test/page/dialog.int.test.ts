import { compileContract, readContract } from '@surefoot/provider'
import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openGateBookmaker } from '../support/gate-bookmaker.ts'
import { openGateBrowser, openGatePage } from '../support/gate-stand.ts'
import { openMovingPage } from '../support/moving-page.ts'

let stack: AsyncDisposableStack
let context: BrowserContext
beforeAll(async () => {
  stack = new AsyncDisposableStack()
  ;({ context } = stack.use(await openGateBrowser()))
})
afterAll(() => stack.disposeAsync())

const SEND = `post('/api/bets', JSON.stringify({ selectionId: '7', stake: stake.value, price: '2.10' }))`
const EXPECTED = { text: 'Place bet of *?', stake: { between: { after: 'of ', before: '?' } } }

/** A bookmaker whose page asks before it sends. */
async function openAsking(script: string, dialog?: object) {
  const bookmaker = await openMovingPage()
  bookmaker.script = script
  const { contract } = bookmaker.contract
  const document = {
    ...contract,
    schema: 'provider-contract/2',
    place: { ...contract.place, dialog },
  }
  const reading = readContract(dialog === undefined ? contract : document)
  if (!reading.ok) throw new Error(reading.faults.join('; '))
  return { ...bookmaker, contract: compileContract(reading.contract) }
}

const asks = (question: string, then = SEND) => `place.onclick = () => { if (${question}) ${then} }`

describe('a page that asks before it sends the bet (C30)', () => {
  it('gets its answer once, under the permit', async () => {
    await using bookmaker = await openAsking(
      asks(`confirm('Place bet of ' + stake.value + '?')`),
      EXPECTED,
    )
    const tab = await openGatePage(context, bookmaker)
    expect(await tab.submit({ livesMs: 60_000, waitMs: 60_000 })).toMatchObject({
      state: 'ACCEPTED',
      betReference: 'B-1',
    })
    expect(bookmaker.requests).toEqual(['/api/bets'])
    // Without a permit nobody answers yes.
    await tab.page.click('#slip-place')
    await tab.page.evaluate(() => fetch('/api/last', { method: 'POST' }))
    expect(bookmaker.requests).toEqual(['/api/bets', '/api/last'])
    await tab.page.close()
  })

  it.each([
    [
      'that the contract does not expect',
      asks(`confirm('Place bet?')`),
      undefined,
      'expects no dialog',
    ],
    ['with other words', asks(`confirm('Accept odds of 1.20?')`), EXPECTED, 'Accept odds of 1.20?'],
    [
      'about another stake',
      asks(`confirm('Place bet of 250.00?')`),
      EXPECTED,
      'the request stakes 250.00',
    ],
    [
      'twice',
      asks(`confirm('Place bet of 10.00?') && confirm('Place bet of 10.00?')`),
      EXPECTED,
      'asked twice',
    ],
    ['and sends whatever the answer is', asks(`confirm('Really?') || true`), EXPECTED, 'Really?'],
    ['for a text', asks(`prompt('Your code?') === ''`), EXPECTED, 'Your code?'],
  ])(
    '%s places nothing, and the receipt names the question',
    async (_what, script, dialog, why) => {
      await using bookmaker = await openAsking(script, dialog)
      const tab = await openGatePage(context, bookmaker)
      expect(await tab.submit({ livesMs: 60_000 })).toMatchObject({
        state: 'REJECTED',
        code: 'UNEXPECTED_DIALOG',
        message: expect.stringContaining(why),
      })
      await tab.page.evaluate(() => fetch('/api/last', { method: 'POST' }))
      expect(bookmaker.requests).toEqual(['/api/last'])
      await tab.page.close()
    },
  )

  it('only after the bet has left changes nothing', async () => {
    const script = `place.onclick = () => ${SEND}.then(() => alert('Good luck!'))`
    await using bookmaker = await openAsking(script)
    const tab = await openGatePage(context, bookmaker)
    expect(await tab.submit({ livesMs: 60_000, waitMs: 60_000 })).toMatchObject({
      state: 'ACCEPTED',
    })
    await tab.page.close()
  })
})

describe('a page that asks before it bets through a gate', () => {
  it('proves nothing, and the receipt names the question', async () => {
    await using bookmaker = await openGateBookmaker()
    bookmaker.quirk = `button.addEventListener('click', (event) => { if (!confirm('Place bet?')) event.stopImmediatePropagation() }, true)`
    const tab = await openGatePage(context, bookmaker)
    expect(await tab.submit()).toMatchObject({
      state: 'UNKNOWN',
      message: expect.stringContaining('Place bet?'),
    })
    expect(bookmaker.bets).toEqual([])
    await tab.page.close()
  })
})
