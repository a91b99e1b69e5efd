import type { BrowserContext } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { acceptance, openGateBookmaker, type GateBookmaker } from '../support/gate-bookmaker.ts'
import { openGateBrowser, openGatePage } from '../support/gate-stand.ts'

const BET = { selection: '7', stake: '10.00', price: '2.10' }

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

describe('after the click, what the provider says over its socket', () => {
  it.each([
    ['no', { status: 'rejected', code: 'SUSPENDED', message: 'Closed.' }, 'REJECTED'],
    [
      'no in words that the contract does not know',
      { status: 'rejected', code: 'MOON' },
      'UNKNOWN',
    ],
    ['yes without a reference', { status: 'accepted', stake: '10.00', price: '2.10' }, 'UNKNOWN'],
    [
      'yes with less stake',
      { status: 'accepted', ref: 'W-2', stake: '4.00', price: '2.10' },
      'ACCEPTED',
    ],
  ])('is read: %s', async (_what, words, state) => {
    bookmaker.onBet = ({ selection }, socket) =>
      socket.send(JSON.stringify({ ...words, selection }))
    const stand = await open()
    expect(await stand.submit()).toMatchObject({ state })
    expect(bookmaker.bets).toEqual([BET])
  })

  it.each([
    ['nothing', () => undefined],
    ['nothing, and hangs up', (socket: { close: () => void }) => socket.close()],
  ])('is %s: the bet is unknown, and never sent again', async (_what, answer) => {
    bookmaker.onBet = (_bet, socket) => answer(socket)
    const stand = await open()
    expect(await stand.submit({ waitMs: 800 })).toMatchObject({ state: 'UNKNOWN' })
    expect(bookmaker.bets).toEqual([BET])
  })

  it('may be that it holds the bet, and then what became of it', async () => {
    bookmaker.onBet = (bet, socket) => {
      socket.send(JSON.stringify({ selection: bet.selection, status: 'held' }))
      setTimeout(() => socket.send(acceptance(bet)), 300)
    }
    const stand = await open()
    const pending: string[] = []
    const onPending = ({ state }: { state: string }) => void pending.push(state)
    expect(await stand.submit({ onPending })).toMatchObject({ state: 'ACCEPTED' })
    expect(pending).toEqual(['PENDING'])
  })

  it('is not mistaken for what it says of another selection', async () => {
    bookmaker.onBet = (bet, socket) => {
      socket.send(acceptance({ ...bet, selection: '8' }))
      socket.send('pong')
      socket.send(JSON.stringify({ selection: bet.selection, price: '2.20' }))
    }
    const stand = await open()
    expect(await stand.submit({ waitMs: 800 })).toMatchObject({
      state: 'UNKNOWN',
      betReference: null,
    })
  })

  it('may go with the browser: the bet is unknown', async () => {
    const stand = await open()
    bookmaker.onBet = () => stand.lose('The browser ended.')
    const receipt = await stand.submit({ waitMs: 60_000 })
    expect(receipt).toMatchObject({ state: 'UNKNOWN' })
    expect(receipt.message).toBe('The place button was clicked, and then: The browser ended.')
  })
})
