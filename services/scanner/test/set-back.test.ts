import { createLimitBook } from '@surefoot/arbitrage'
import { createSteadyClock } from '@surefoot/shared/runtime'
import { expect, test } from 'vitest'
import { createDesk } from '../src/desk.ts'
import { batch, foundIn, goneIn, market, showAgreed, startMs, terms } from './builders.ts'

/** A desk on a machine whose wall clock may be set; both streams stamp by clocks of their own. */
function openMachine() {
  const clocks = { wallMs: startMs, monotonicMs: 0 }
  const now = createSteadyClock({
    wallMs: () => clocks.wallMs,
    monotonicMs: () => clocks.monotonicMs,
  })
  const settings = {
    stakeAMinor: 2_500,
    minProfitBps: 50,
    maxProfitBps: 1_500,
    maxQuoteAgeMs: 5_000,
  }
  const desk = createDesk({
    deskId: 'main',
    settings,
    findTerms: () => terms,
    limits: createLimitBook(),
  })
  showAgreed(desk)
  const aheadMs = { A: 15_000, B: -2_000 }
  return {
    pass: (ms: number) => {
      clocks.wallMs += ms
      clocks.monotonicMs += ms
    },
    setBack: (ms: number) => {
      clocks.wallMs -= ms
    },
    say: (account: 'A' | 'B', odds: string) => {
      const outcome = account === 'A' ? 'home' : 'away'
      const receivedAt = startMs + clocks.monotonicMs + aheadMs[account]
      const quotes = market(account, { odds, outcome })
      return desk.onQuotes(batch(account, { receivedAt, quotes }), now())
    },
    tick: () => desk.onTick(now()),
  }
}

test('prices of dead streams are withdrawn in time although the wall clock was set back an hour (C21)', () => {
  const machine = openMachine()
  machine.say('A', '2.2')
  expect(foundIn(machine.say('B', '2'))).toHaveLength(1)
  machine.setBack(3_600_000)
  machine.pass(5_000)
  expect(goneIn(machine.tick())).toEqual([])
  machine.pass(1)
  expect(goneIn(machine.tick())).toEqual(['stale'])
})

test('a price that moves after the wall clock was set back is published within 200 ms (C21)', () => {
  const machine = openMachine()
  machine.say('A', '2.1')
  machine.say('B', '2')
  machine.setBack(60_000)
  machine.pass(200)
  const [moved] = foundIn(machine.say('A', '2.2'))
  expect(moved?.legs.A).toMatchObject({ odds: '2.2', ageMs: 0 })
})

test('streams whose clocks differ make opportunities as those whose clocks agree', () => {
  const machine = openMachine()
  machine.say('A', '2.2')
  machine.pass(1_000)
  const [found] = foundIn(machine.say('B', '2'))
  expect(found?.legs).toMatchObject({ A: { ageMs: 1_000 }, B: { ageMs: 0 } })
})
