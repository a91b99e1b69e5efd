import { expect, test } from 'vitest'
import { findSkewedClocks } from '../../src/health/clocks.ts'
import { decideHealth } from '../../src/health/decide-health.ts'
import type { HealthEvidence } from '../../src/health/evidence.ts'
import type { PartId } from '../../src/health/health-view.ts'
import { needsOfClocks } from '../../src/needs/clock-needs.ts'
import {
  browserOf,
  downFor,
  HEALTHY,
  running,
  sightingOf,
  UP,
  withService,
} from '../support/health-samples.ts'

const statesOf = (change: Partial<HealthEvidence>): Record<string, string> =>
  Object.fromEntries(
    [...decideHealth({ ...HEALTHY, ...change })].map(([id, { state }]) => [id, state]),
  )
const withState = (wanted: string, change: Partial<HealthEvidence>): PartId[] =>
  [...decideHealth({ ...HEALTHY, ...change })].flatMap(([id, { state }]) =>
    state === wanted ? [id] : [],
  )
const NOT_ASKED = { ...UP, state: 'unknown', forMs: null, repliedAgoMs: null } as const
const silentForAMinute = HEALTHY.services.map(({ status }) => ({ status, agoMs: 60_000 }))
const OLD = { A: browserOf('A', { agoMs: 60_000 }), B: browserOf('B', { agoMs: 60_000 }) }

test('everything is ok only when each part has given recent evidence', () => {
  expect(new Set(Object.values(statesOf({})))).toEqual(new Set(['ok']))
  const nothing: HealthEvidence = {
    nats: NOT_ASKED,
    audit: NOT_ASKED,
    postgres: null,
    services: [],
    browsers: { A: null, B: null },
    desk: null,
  }
  expect(new Set(Object.values(statesOf(nothing)))).toEqual(new Set(['unknown']))
  const onlyNats = { ...nothing, nats: UP }
  expect(withState('ok', onlyNats)).toEqual(['nats'])
  expect(withState('down', onlyNats)).toEqual([])
})

const clockOf = (service: string, offsetMs: number, errorMs = 5) =>
  withService(service, { clock: { offsetMs, errorMs } })

test.each(['audit', 'execution', 'browser-executor', 'worker', 'scanner', 'hedge'] as const)(
  'a clock of %s that is 2 s or 15 s off is shown by name and figure, and needs an operator',
  (service) => {
    for (const offsetMs of [2_000, -2_000, 15_000, -15_000]) {
      const services = clockOf(service, offsetMs)
      const figure = `${Math.abs(offsetMs / 1000).toFixed(1)} s ${offsetMs > 0 ? 'ahead of' : 'behind'}`
      const message = `The clock of ${service} (${service}) is ${figure} the ledger's clock`
      expect(withState('slow', { services })).toEqual([service])
      expect(decideHealth({ ...HEALTHY, services }).get(service)?.message).toBe(message)
      expect(needsOfClocks(findSkewedClocks(services))).toMatchObject([
        { id: `clock ${service} ${service}`, message: expect.stringContaining(message) },
      ])
    }
    // Half a second is allowed, and what a slow network hides is no skew.
    expect(withState('ok', { services: clockOf(service, 450) })).toContain(service)
    expect(withState('ok', { services: clockOf(service, 2_000, 1_700) })).toContain(service)
  },
)

test('a clock that every service finds off by as much is the one of Postgres', () => {
  const services = HEALTHY.services.map(({ status }) =>
    sightingOf(status.service, { clock: { offsetMs: -15_000, errorMs: 5 } }),
  )
  expect(withState('slow', { services })).toEqual(['postgres'])
  expect(decideHealth({ ...HEALTHY, services }).get('postgres')?.message).toBe(
    'The clock of Postgres is 15.0 s ahead of the clocks of all services',
  )
  expect(needsOfClocks(findSkewedClocks(services))).toHaveLength(1)
})

test.each<[string, PartId[], Partial<HealthEvidence>]>([
  ['NATS hangs', ['nats'], { nats: downFor(12_000) }],
  [
    'NATS hangs, and everything behind it has fallen silent',
    ['nats'],
    { nats: downFor(60_000), audit: downFor(60_000), services: silentForAMinute, browsers: OLD },
  ],
  ['the audit service hangs', ['audit'], { audit: downFor(5000) }],
  [
    'the audit service hangs and does not report either',
    ['audit'],
    { audit: downFor(9000), services: withService('audit', { agoMs: 9000 }) },
  ],
  ['Postgres hangs behind the audit service', ['postgres'], { postgres: downFor(4000) }],
  [
    'Redis hangs behind the execution service',
    ['redis'],
    { services: withService('execution', { dependencies: [{ ...downFor(3000), name: 'redis' }] }) },
  ],
  [
    'the execution service is gone, and with it what is known of Redis',
    ['execution'],
    { services: withService('execution', { agoMs: 8000 }) },
  ],
  [
    'the browser executor is gone, and with it both browsers',
    ['browser-executor'],
    { services: withService('browser-executor', { agoMs: 8000 }), browsers: OLD },
  ],
  [
    'one browser gives no sign of life',
    ['browser-A'],
    { browsers: { ...HEALTHY.browsers, A: browserOf('A', { agoMs: 8000 }) } },
  ],
  [
    'one browser has ended and the ledger does not know it yet',
    ['browser-B'],
    {
      browsers: { ...HEALTHY.browsers, B: browserOf('B', { isUp: false, reason: 'It crashed.' }) },
    },
  ],
  [
    'the odds of A stopped while B goes on',
    ['stream-A'],
    { browsers: { ...HEALTHY.browsers, A: browserOf('A', { at: 1_020_000 }) } },
  ],
])('when %s, exactly %j is named', (_what, culprits, change) => {
  expect(withState('down', change)).toEqual(culprits)
})

test('what is behind a server that is down is not known: not ok, and not blamed', () => {
  const behindNats = statesOf({ nats: downFor(3000) })
  expect(behindNats).toMatchObject({ audit: 'unknown', redis: 'unknown', 'browser-A': 'unknown' })
  expect(withState('ok', { nats: downFor(3000) })).toEqual([])
  expect(statesOf({ audit: downFor(5000) })).toMatchObject({ postgres: 'unknown', nats: 'ok' })
})

test('nobody is blamed for a silence before NATS has replied again', () => {
  const justBack = { ...UP, forMs: 200, repliedAgoMs: 100 }
  const silent = { audit: downFor(30_000), services: silentForAMinute, browsers: OLD }
  expect(withState('down', { ...silent, nats: justBack })).toEqual([])
  const hangsPerhaps = { ...UP, state: 'slow', repliedAgoMs: 1900 } as const
  expect(withState('down', { nats: hangsPerhaps, audit: downFor(2000) })).toEqual([])
  const backForLong = { ...UP, forMs: 6000, repliedAgoMs: 100 }
  expect(withState('down', { ...silent, nats: backForLong })).toContain('audit')
})

test('a browser that was lost in RUN stays named when its account has been switched off for it', () => {
  const browsers = { ...HEALTHY.browsers, A: browserOf('A', { isUp: false, reason: 'Gone.' }) }
  const lostIn = (
    trading: 'RUN' | 'HALT_NEW',
    reason: string | null,
    state: 'IDLE' | 'STOPPING' = 'IDLE',
  ): string | undefined => {
    const A = running('A', { state, reason })
    const desk = {
      control: { trading, mode: 'manual', venue: 'live' } as const,
      accounts: { A, B: running('B') },
    }
    return statesOf({ browsers, desk })['browser-A']
  }
  expect(lostIn('RUN', 'The browser is gone.')).toBe('down')
  expect(lostIn('RUN', 'The browser is gone.', 'STOPPING')).toBe('down')
  expect(lostIn('RUN', null, 'STOPPING')).toBe('off')
  expect(lostIn('HALT_NEW', 'The browser is gone.')).toBe('off')
  expect(lostIn('RUN', null)).toBe('off')
})

test('a service that misses its work queue is a warning that names the queue, and nothing is taken for dead', () => {
  const dependencies = [{ ...downFor(3000), name: 'queue HEDGE' }]
  const parts = decideHealth({ ...HEALTHY, services: withService('hedge', { dependencies }) })
  expect(parts.get('hedge')).toMatchObject({
    state: 'slow',
    message: 'The hedge service works without its queue HEDGE',
  })
  expect(withState('down', { services: withService('hedge', { dependencies }) })).toEqual([])
})

test('one instance of two that hangs is a warning, both are a failure', () => {
  const two = (firstAgo: number, secondAgo: number): string | undefined =>
    statesOf({
      services: [
        ...HEALTHY.services.filter(({ status }) => status.service !== 'hedge'),
        sightingOf('hedge', { agoMs: firstAgo }),
        sightingOf('hedge', { instance: 'hedge-2', agoMs: secondAgo }),
      ],
    })['hedge']
  expect(two(500, 500)).toBe('ok')
  expect(two(500, 9000)).toBe('slow')
  expect(two(9000, 9000)).toBe('down')
})

test('the age of a stream needs no clock that agrees with the executor', () => {
  const stream = (at: number): string | undefined =>
    statesOf({
      browsers: { ...HEALTHY.browsers, A: browserOf('A', { at, lastPacketAt: at - 300 }) },
    })['stream-A']
  expect(stream(1_000_000 + 3_600_000)).toBe('ok')
  expect(stream(1_000_000_000)).toBe('ok')
})
