import { describe, expect, test } from 'vitest'
import {
  decideOnSilence,
  decideOnStatus,
  LONGEST_OPENING_MS,
} from '../../src/account/decide-browser.ts'
import { LONGEST_SILENCE_MS } from '../../src/account/sighting.ts'
import { browserUp, idleRow, OTHER_BROWSER, runningRow, watchingBrowser } from '../build.ts'

const atRest = { hasBegun: false, isBusy: false }
const begun = { hasBegun: true, isBusy: false }
const busy = { hasBegun: true, isBusy: true }
const opening = runningRow('A', { state: 'BROWSER_OPENING', browserId: null, providerId: null })
const ready = runningRow('A', { state: 'PROVIDER_READY' })

describe('what an executor says of a browser', () => {
  test('a browser of an account that is off is an orphan and is closed, once at a time', () => {
    expect(decideOnStatus(idleRow('A'), browserUp('A'), atRest)).toEqual({ kind: 'close_orphan' })
    expect(decideOnStatus(idleRow('A'), browserUp('A'), busy)).toEqual({ kind: 'nothing' })
    expect(decideOnStatus(idleRow('A'), browserUp('A', { isUp: false }), atRest)).toEqual({
      kind: 'nothing',
    })
  })

  test('a browser that opened before the worker was killed is taken up by its heartbeat', () => {
    expect(decideOnStatus(opening, browserUp('A'), atRest)).toMatchObject({
      trigger: 'BROWSER_OPENED',
      facts: { browserId: browserUp('A').browserId },
    })
  })

  test('while the worker waits for the answer to its own opening, heartbeats do not open', () => {
    expect(decideOnStatus(opening, browserUp('A'), busy)).toEqual({ kind: 'nothing' })
  })

  test.each(['BROWSER_READY', 'PROVIDER_READY', 'RUNNING'] as const)(
    'a browser that is down stops an account that is %s, with the reason',
    (state) => {
      const status = browserUp('A', { isUp: false, reason: 'The browser crashed.' })
      expect(decideOnStatus(runningRow('A', { state }), status, begun)).toMatchObject({
        trigger: 'BROWSER_LOST',
        facts: { reason: 'The browser crashed.' },
      })
    },
  )

  test('the end of an older browser is not the end of the present one; another that is up is', () => {
    const old = { browserId: OTHER_BROWSER }
    expect(decideOnStatus(runningRow('A'), browserUp('A', { ...old, isUp: false }), begun)).toEqual(
      { kind: 'nothing' },
    )
    expect(decideOnStatus(runningRow('A'), browserUp('A', old), begun)).toMatchObject({
      trigger: 'BROWSER_LOST',
    })
  })

  test('the heartbeat repeats the first packet, if it is of the marked provider', () => {
    expect(decideOnStatus(ready, watchingBrowser('A'), begun)).toMatchObject({
      trigger: 'FIRST_PACKET',
    })
    expect(decideOnStatus(ready, watchingBrowser('A', { firstPacketAt: null }), begun)).toEqual({
      kind: 'nothing',
    })
    const other = watchingBrowser('A', { watching: { providerId: 'north', contractVersion: 2 } })
    expect(decideOnStatus(ready, other, begun)).toEqual({ kind: 'nothing' })
  })

  test('a worker that was killed before it asked for the odds asks, once', () => {
    expect(decideOnStatus(ready, browserUp('A'), atRest)).toEqual({ kind: 'watch' })
    expect(decideOnStatus(ready, browserUp('A'), begun)).toEqual({ kind: 'nothing' })
  })
})

describe('what silence says', () => {
  test.each(['BROWSER_READY', 'PROVIDER_READY', 'RUNNING'] as const)(
    'a browser that is not heard of stops an account that is %s',
    (state) => {
      const row = runningRow('A', { state })
      expect(decideOnSilence(row, LONGEST_SILENCE_MS, begun)).toEqual({ kind: 'nothing' })
      expect(decideOnSilence(row, LONGEST_SILENCE_MS + 1, begun)).toMatchObject({
        trigger: 'BROWSER_LOST',
      })
    },
  )

  test('an opening that nobody waits for fails after its bound, one that is waited for does not', () => {
    expect(decideOnSilence(opening, LONGEST_OPENING_MS, atRest)).toEqual({ kind: 'nothing' })
    expect(decideOnSilence(opening, LONGEST_OPENING_MS + 1, atRest)).toMatchObject({
      trigger: 'OPEN_FAILED',
    })
    expect(decideOnSilence(opening, LONGEST_OPENING_MS + 1, busy)).toEqual({ kind: 'nothing' })
  })

  test.each(['IDLE', 'STOPPING'] as const)(
    'silence means nothing to an account that is %s',
    (state) => {
      expect(decideOnSilence(runningRow('A', { state }), 60_000, atRest)).toEqual({
        kind: 'nothing',
      })
    },
  )
})
