import { createServer } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { counter, gauge, histogram, observe } from '../src/runtime/metrics-instrument.ts'
import { beginCounters, METRICS } from '../src/runtime/metrics.ts'
import { startTelemetry } from '../src/runtime/telemetry.ts'

const telemetry = startTelemetry('scanner', null)
const server = createServer((request, response) => telemetry.onScrape(request, response))
const { promise: listening, resolve } = Promise.withResolvers<void>()
server.listen(0, '127.0.0.1', resolve)
await listening

afterAll(async () => {
  server.close()
  await telemetry[Symbol.asyncDispose]()
})

/** The series of one metric, as `labels value`, without what is of the library. */
async function scrape(name: string): Promise<string[]> {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const response = await fetch(`http://127.0.0.1:${address.port}/metrics`)
  const lines = (await response.text()).split('\n')
  return lines
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
    .map((line) => line.slice(name.length).replace(/,?otel_scope_name="surefoot"/, ''))
}

const by = ['scanner']

test('a counter that an alert watches is there from the start, at 0 for every label', async () => {
  expect(await scrape('surefoot_watchdog_acts_total')).toEqual([])
  beginCounters('execution')
  const found = await scrape('surefoot_watchdog_acts_total')
  expect(found).toContain('{act="took_leg"} 0')
  expect(found).toHaveLength(METRICS.watchdogActs.labels.act.length)
  expect(await scrape('surefoot_executions_total')).toEqual([])
  METRICS.watchdogActs.add({ act: 'took_leg' })
  expect(await scrape('surefoot_watchdog_acts_total')).toContain('{act="took_leg"} 1')
})

test('a gauge says what is so now: what is not told any more is NaN and not what it was', async () => {
  const depth = gauge({ name: 'surefoot_depth', meaning: 'd', by, labels: { at: ['A', 'B'] } })
  let told: Partial<Record<'A' | 'B', number>> = { A: 1, B: 2 }
  let fault: Error | undefined
  const observing = observe([depth], (tell) => {
    if (fault) throw fault
    for (const at of ['A', 'B'] as const) if (told[at] !== undefined) tell(depth, { at }, told[at])
  })
  expect(await scrape('surefoot_depth')).toEqual(['{at="A"} 1', '{at="B"} 2'])
  told = { A: 3 }
  expect(await scrape('surefoot_depth')).toEqual(['{at="A"} 3', '{at="B"} NaN'])
  fault = new Error('the ledger is silent')
  expect(await scrape('surefoot_depth')).toEqual(['{at="A"} NaN', '{at="B"} NaN'])
  fault = undefined
  expect(await scrape('surefoot_depth')).toEqual(['{at="A"} 3', '{at="B"} NaN'])
  observing[Symbol.dispose]()
})

test('a gauge that cannot be read in time does not hold up the scrape of the others', async () => {
  const slow = gauge({ name: 'surefoot_slow', meaning: 'd', by, labels: {} })
  const quick = gauge({ name: 'surefoot_quick', meaning: 'd', by, labels: {} })
  const never = new AbortController()
  let isHanging = false
  const slowly = observe([slow], async (tell) => {
    if (isHanging) await delay(60_000, undefined, { signal: never.signal })
    tell(slow, {}, 1)
  })
  const quickly = observe([quick], (tell) => tell(quick, {}, 1))
  expect(await scrape('surefoot_slow')).toEqual(['{} 1'])
  isHanging = true
  expect(await scrape('surefoot_quick')).toEqual(['{} 1'])
  expect(await scrape('surefoot_slow')).toEqual(['{} NaN'])
  never.abort()
  for (const observing of [slowly, quickly]) observing[Symbol.dispose]()
})

test('a label whose values grow without end does not make series without end', async () => {
  const seen = counter({ name: 'surefoot_seen_total', meaning: 'd', by, labels: { code: 'open' } })
  for (let index = 0; index < 1000; index += 1) seen.add({ code: `CODE_${index}` })
  seen.add({ code: 'CODE_0' })
  const found = await scrape('surefoot_seen_total')
  expect(found).toHaveLength(201)
  expect(found).toContain('{code="CODE_0"} 2')
  expect(found).toContain('{code="other"} 800')
})

test('a step is timed in seconds, also one that throws', async () => {
  const took = histogram(
    { name: 'surefoot_took_seconds', meaning: 'd', by, labels: { step: ['good', 'bad'] } },
    [10],
  )
  expect(await took.time({ step: 'good' }, async () => 'done')).toBe('done')
  const thrown = new Error('it went wrong')
  await expect(took.time({ step: 'bad' }, () => Promise.reject(thrown))).rejects.toBe(thrown)
  expect(await scrape('surefoot_took_seconds_bucket')).toEqual(
    expect.arrayContaining(['{step="good",le="10"} 1', '{step="bad",le="10"} 1']),
  )
})

test('names follow the conventions: _total for counters, base units for what is measured', () => {
  for (const { name, kind, meaning } of Object.values(METRICS)) {
    expect(name).toMatch(/^surefoot_[a-z_]+$/)
    expect([name, name.endsWith('_total')]).toEqual([name, kind === 'counter'])
    expect(kind !== 'histogram' || name.endsWith('_seconds')).toBe(true)
    expect(name).not.toMatch(/_(ms|millis|minor|bps|percent)/)
    expect(meaning).toMatch(/\.$/)
  }
})
