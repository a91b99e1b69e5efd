import { describe, expect, test } from 'vitest'
import { createLiveBrowsers } from '../src/live-browsers.ts'
import { createLiveOpportunities } from '../src/live-opportunities.ts'
import { createLiveRefusals } from '../src/live-refusals.ts'
import { browserStatus, opportunity } from './support/samples.ts'

test('what the rails refuse is shown as it was published last, and not of a scanner that is silent', () => {
  const clock = { now: 0 }
  const live = createLiveRefusals(() => clock.now)
  expect(live.rows()).toEqual([])
  const row = {
    ...opportunity('one'),
    odds: { A: '2.05', B: '2.05' },
    edgeBps: 250,
    rail: 'prices flipped',
    because: 'They agree better when swapped.',
    livedMs: 0,
    endedAgoMs: null,
  }
  live.replace([row])
  clock.now = 9999
  expect(live.rows()).toEqual([row])
  clock.now = 10_000
  expect(live.rows()).toEqual([])
})

describe('opportunities', () => {
  test('the rate counts each once, however often its price moves, for a minute', () => {
    const clock = { now: 0 }
    const live = createLiveOpportunities(() => clock.now)
    for (const profitBps of [10, 20, 30]) live.found(opportunity('one', profitBps))
    clock.now = 30_000
    live.found(opportunity('two'))
    expect(live.foundLastMinute()).toBe(2)
    clock.now = 60_000
    expect(live.foundLastMinute()).toBe(1)
  })

  test('one that nobody speaks of any more is not shown', () => {
    const clock = { now: 0 }
    const live = createLiveOpportunities(() => clock.now)
    live.found(opportunity('one'))
    clock.now = 9999
    expect(live.list()).toHaveLength(1)
    clock.now = 10_000
    expect(live.list()).toEqual([])
  })

  test('the reason why one was not taken stays while its price moves', () => {
    const live = createLiveOpportunities(() => 0)
    const declined = { code: 'HALTED', message: 'The desk is halted.' }
    live.found(opportunity('one', 10))
    live.declined('one', declined)
    live.found(opportunity('one', 90))
    live.declined('unknown', declined)
    expect(live.list()).toEqual([{ ...opportunity('one', 90), declined }])
  })
})

describe('browsers', () => {
  test('one whose executor is silent for five seconds is not shown', () => {
    const clock = { now: 0 }
    const live = createLiveBrowsers(() => clock.now)
    live.heard(browserStatus('A'))
    clock.now = 4999
    expect(live.list()).toHaveLength(1)
    clock.now = 5000
    expect(live.list()).toEqual([])
  })

  test('an executor that lost the account to another is not believed while the other is heard', () => {
    const clock = { now: 0 }
    const live = createLiveBrowsers(() => clock.now)
    live.heard(browserStatus('A', { epoch: 2, executorId: 'new' }))
    live.heard(browserStatus('A', { epoch: 1, executorId: 'old' }))
    expect(live.list()).toMatchObject([{ executorId: 'new' }])
    clock.now = 5000
    live.heard(browserStatus('A', { epoch: 1, executorId: 'old' }))
    expect(live.list()).toMatchObject([{ executorId: 'old' }])
  })
})
