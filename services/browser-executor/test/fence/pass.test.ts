import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createPasses, type Passes } from '../../src/fence/pass.ts'

const permit = { selectionId: '7', stake: '10.00', leastOdds: '2.1' }
const asked = { selectionId: '7', stake: '10.00', odds: '2.1' }
const order = { permit, expiresAtMs: 1000, waitMs: 5000 }
const answered = { kind: 'answered', asked, status: 200, body: 'taken' } as const

let nowMs: number
let passes: Passes
beforeEach(() => {
  vi.useFakeTimers()
  nowMs = 0
  passes = createPasses(() => nowMs)
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a request to the place endpoint', () => {
  it('is blocked without a pass', () => {
    expect(passes.take(asked)).toMatchObject({ lets: false })
  })

  it('is let out once by a pass, and never again', async () => {
    const passing = passes.open(order)
    const taken = passes.take(asked)
    expect(taken.lets).toBe(true)
    expect(passes.take(asked)).toMatchObject({ lets: false })
    if (taken.lets) taken.settle(answered)
    expect(await passing).toEqual(answered)
    expect(passes.take(asked)).toMatchObject({ lets: false })
  })

  it('at better odds than the least is let out', () => {
    void passes.open(order)
    expect(passes.take({ ...asked, odds: '2.11' }).lets).toBe(true)
  })

  it.each([
    ['whose stake differs', { ...asked, stake: '10.01' }],
    ['whose selection differs', { ...asked, selectionId: '70' }],
    ['whose odds are worse', { ...asked, odds: '2.099999' }],
    ['that nobody can read', undefined],
  ])('%s is blocked and spends the pass: nothing left, for sure', async (_what, request) => {
    const passing = passes.open(order)
    expect(passes.take(request)).toMatchObject({ lets: false })
    expect(await passing).toMatchObject({ kind: 'not-sent', code: 'FENCE_BLOCKED' })
    expect(passes.take(asked)).toMatchObject({ lets: false })
  })

  it('is blocked from the instant that the pass ends', async () => {
    const passing = passes.open(order)
    nowMs = 1000
    expect(passes.take(asked)).toMatchObject({ lets: false })
    expect(await passing).toMatchObject({ kind: 'not-sent' })
  })
})

describe('a pass', () => {
  it('under which nothing was asked has sent nothing when it ends', async () => {
    const passing = passes.open(order)
    await vi.advanceTimersByTimeAsync(1000)
    expect(await passing).toMatchObject({ kind: 'not-sent', code: 'NOTHING_SENT' })
    expect(passes.take(asked)).toMatchObject({ lets: false })
  })

  it('that let a request out waits for its answer beyond its own end', async () => {
    const passing = passes.open(order)
    const taken = passes.take(asked)
    await vi.advanceTimersByTimeAsync(3000)
    if (taken.lets) taken.settle(answered)
    expect(await passing).toEqual(answered)
  })

  it('proves nothing once requests cannot be seen any more', async () => {
    const passing = passes.open(order)
    passes.lose('the browser ended')
    expect(await passing).toEqual({ kind: 'no-answer', why: 'the browser ended' })
    expect(await passes.open(order)).toMatchObject({ kind: 'no-answer' })
  })

  it('keeps the answer of a request that was let out before the browser ended', async () => {
    const passing = passes.open(order)
    const taken = passes.take(asked)
    passes.lose('the browser ended')
    if (taken.lets) taken.settle(answered)
    expect(await passing).toEqual(answered)
  })

  it('is the only one', async () => {
    void passes.open(order)
    await expect(passes.open(order)).rejects.toThrow('open already')
  })
})

describe('a request that shares the address of bets', () => {
  it('leaves with or without a pass, and spends none', async () => {
    passes.passBy('Odds')
    const passing = passes.open(order)
    passes.passBy('Odds')
    const taken = passes.take(asked)
    if (taken.lets) taken.settle(answered)
    expect(await passing).toEqual(answered)
  })

  it('proves as before that nothing was sent, if the page sends its kind without a click too', async () => {
    passes.passBy('Odds')
    const passing = passes.open(order)
    passes.passBy('Odds')
    passes.take(undefined)
    expect(await passing).toMatchObject({ kind: 'not-sent', code: 'FENCE_BLOCKED' })
  })

  it('of a kind that only the click sent leaves nothing proven: it may be the bet under another name', async () => {
    passes.passBy('Odds')
    const passing = passes.open(order)
    passes.passBy('PlaceBetV2')
    nowMs = 1000
    vi.advanceTimersByTime(1000)
    expect(await passing).toMatchObject({
      kind: 'no-answer',
      why: expect.stringContaining('PlaceBetV2'),
    })
  })

  it('changes nothing for a click that reached nothing', async () => {
    const passing = passes.open(order)
    passes.passBy('PlaceBetV2')
    passes.cancel('NOT_CLICKED', 'the page moved')
    expect(await passing).toMatchObject({ kind: 'not-sent', code: 'NOT_CLICKED' })
  })

  it('and may be a bet leaves nothing proven where the click sent none, however often it left before', async () => {
    passes.passBy('POST book.test/api/v2/bets', { mayBeBet: true })
    const passing = passes.open(order)
    passes.passBy('POST book.test/api/v2/bets', { mayBeBet: true })
    await vi.advanceTimersByTimeAsync(1000)
    expect(await passing).toMatchObject({ kind: 'no-answer' })
  })

  it('and may be a bet takes nothing from the proof that the bet itself was kept', async () => {
    passes.passBy('POST book.test/api/views', { mayBeBet: true })
    const passing = passes.open(order)
    passes.passBy('POST book.test/api/views', { mayBeBet: true })
    passes.take({ ...asked, stake: '9.00' })
    expect(await passing).toMatchObject({ kind: 'not-sent', code: 'FENCE_BLOCKED' })
  })
})
