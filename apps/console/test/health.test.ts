import { describe, expect, test } from 'vitest'
import { partsQuery } from '../src/api/health.ts'
import { deskQuery } from '../src/api/queries.ts'
import { judgeHealth, NEEDED_BY, whyBlocked } from '../src/health/judge-health.ts'
import { sumUp } from '../src/health/sum-up.ts'
import { buildDesk } from './build.ts'
import { buildParts, receivedHealth } from './build-health.ts'
import { renderScreen, type Answer } from './render-screen.tsx'

const START = { monotonicMs: 1000, wallMs: 1_700_000_000_000 }
const later = (ms: number, wallShiftMs = 0) => ({
  monotonicMs: START.monotonicMs + ms,
  wallMs: START.wallMs + ms + wallShiftMs,
})
const received = (change: Parameters<typeof buildParts>[0] = {}) => ({
  parts: buildParts(change),
  received: START,
})
const seen = (change: Parameters<typeof buildParts>[0] = {}) =>
  judgeHealth(received(change), 'live', later(500))

describe('the line in the header', () => {
  test('is green only when every part gave evidence', () => {
    expect(sumUp(seen())).toMatchObject({ tone: 'good', text: 'All systems ok' })
    expect(sumUp(seen({ hedge: 'unknown' }))).toMatchObject({ tone: 'unknown' })
    expect(sumUp(seen({ redis: 'slow' })).tone).toBe('warn')
    expect(sumUp(judgeHealth(undefined, 'live')).tone).toBe('unknown')
  })

  test('names what is down before what is only not known behind it', () => {
    const health = seen({ nats: 'down', audit: 'unknown', redis: 'unknown' })
    const culprit = { tone: 'bad', text: 'NATS does not reply', forMs: 5500, others: 0 }
    expect(sumUp(health)).toEqual(culprit)
  })

  test('counts up by itself when the gateway falls silent, and nothing is ok any more', () => {
    const silent = judgeHealth(received(), 'live', later(12_000))
    expect(sumUp(silent)).toMatchObject({ tone: 'bad', forMs: 12_000 })
    expect(new Set(silent.parts.map(({ state }) => state))).toEqual(new Set(['unknown']))
    expect(judgeHealth(received(), 'lost', later(100)).kind).toBe('silent')
  })

  test('shows no age younger than it is when this machine sets its clock back, or sleeps', () => {
    expect(judgeHealth(received(), 'live', later(12_000, -3_600_000)).silentMs).toBe(12_000)
    expect(judgeHealth(received(), 'live', later(100, 60_000)).silentMs).toBe(60_100)
  })
})

describe('a command', () => {
  test('is blocked with the name of what it needs, and by nothing else', () => {
    expect(whyBlocked(seen(), NEEDED_BY.execute)).toBeNull()
    expect(whyBlocked(seen({ redis: 'down' }), NEEDED_BY.execute)).toBe('Redis does not reply.')
    expect(whyBlocked(seen({ redis: 'down' }), NEEDED_BY.control)).toBeNull()
    expect(whyBlocked(seen({ scanner: 'down' }), NEEDED_BY.execute)).toBeNull()
    expect(whyBlocked(seen({ redis: 'unknown' }), NEEDED_BY.execute)).not.toBeNull()
    expect(whyBlocked(judgeHealth(undefined, 'live'), NEEDED_BY.execute)).not.toBeNull()
  })
})

const desk: Answer = [deskQuery.queryKey, buildDesk()]

describe('a screen', () => {
  test('shows a desk as running only while the ledger replies', async () => {
    expect(await renderScreen('/', [desk])).toContain('Running odds')
    const words = await renderScreen('/', [
      desk,
      [partsQuery.queryKey, receivedHealth({ postgres: 'down' })],
    ])
    expect(words).toContain('Postgres does not reply')
    expect(words).toContain('Not known odds')
    expect(words).toContain('Unhedged Not known')
    expect(words).toContain('Needs you ?')
    expect(words).not.toContain('Running odds')
  })
})
