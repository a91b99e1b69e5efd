import type { AlertProgress, AlertRow } from '@surefoot/shared/messages'
import { expect, test } from 'vitest'
import { decideDue, isFinished, RETRY_MS, type SendingRules } from '../src/alerts/decide-due.ts'

const START = Date.parse('2026-11-29T02:00:00.000Z')
const REPEAT_MS = 300_000
const rules: SendingRules = { repeatMs: REPEAT_MS, sendsResolved: true, isQuiet: false }
const webhook = { name: 'webhook', kinds: ['need', 'halt', 'browser', 'hedge'] } as const
const at = (afterMs: number): string => new Date(START + afterMs).toISOString()

const buildAlert = (change: Partial<AlertRow> = {}): AlertRow => ({
  deskId: 'main',
  id: '00000000-0000-4000-8000-000000000001',
  key: 'gateway halt x',
  kind: 'halt',
  message: 'The desk was paused.',
  account: null,
  executionId: null,
  isCondition: true,
  raisedAt: at(0),
  resolvedAt: null,
  acknowledgedAt: null,
  acknowledgedBy: null,
  progress: [],
  ...change,
})
const buildProgress = (change: Partial<AlertProgress> = {}): AlertProgress => ({
  channel: 'webhook',
  sent: 1,
  lastSentAt: at(0),
  lastTriedAt: at(0),
  isLastSent: true,
  isResolvedSent: false,
  ...change,
})
const FAILED = buildProgress({ sent: 0, lastSentAt: null, isLastSent: false })
const SENT = buildProgress()

const purposeAt = (alert: AlertRow, afterMs: number, rule: Partial<SendingRules> = {}) =>
  decideDue(alert, webhook, { rules: { ...rules, ...rule }, now: START + afterMs })?.purpose ?? null

test('an alert is sent at once, and not a second time before the interval is over', () => {
  expect(purposeAt(buildAlert(), 0)).toBe('first')
  const sent = buildAlert({ progress: [SENT] })
  expect(purposeAt(sent, REPEAT_MS - 1)).toBe(null)
  expect(decideDue(sent, webhook, { rules, now: START + REPEAT_MS })).toMatchObject({
    purpose: 'repeat',
    nth: 2,
  })
})

test('an acknowledged alert is not sent again, and its end still is, once', () => {
  const acknowledged = { acknowledgedAt: at(1000), acknowledgedBy: 'ann', progress: [SENT] }
  expect(purposeAt(buildAlert(acknowledged), 10 * REPEAT_MS)).toBe(null)
  const over = buildAlert({ ...acknowledged, resolvedAt: at(2000) })
  expect(purposeAt(over, 3000)).toBe('resolved')
  const isResolvedSent = buildProgress({ isResolvedSent: true, lastTriedAt: at(3000) })
  expect(purposeAt({ ...over, progress: [isResolvedSent] }, 4000)).toBe(null)
})

test('the end is sent to nobody who did not get the beginning, and to nobody where it is not wanted', () => {
  const over = buildAlert({ resolvedAt: at(2000) })
  expect(purposeAt(over, 3000)).toBe(null)
  expect(purposeAt({ ...over, progress: [SENT] }, 3000, { sendsResolved: false })).toBe(null)
})

test('what was not sent is tried again, but not at once, however often it fails', () => {
  const failed = buildAlert({ progress: [FAILED] })
  expect(purposeAt(failed, RETRY_MS - 1)).toBe(null)
  expect(purposeAt(failed, RETRY_MS)).toBe('first')
  const repeatFailed = buildProgress({ lastTriedAt: at(REPEAT_MS), isLastSent: false })
  const again = buildAlert({ progress: [repeatFailed] })
  expect(purposeAt(again, REPEAT_MS + RETRY_MS - 1)).toBe(null)
  expect(purposeAt(again, REPEAT_MS + RETRY_MS)).toBe('repeat')
})

test('in quiet hours a halt and a need are sent, and a lost browser waits for the morning', () => {
  expect(purposeAt(buildAlert({ kind: 'halt' }), 0, { isQuiet: true })).toBe('first')
  expect(purposeAt(buildAlert({ kind: 'need' }), 0, { isQuiet: true })).toBe('first')
  const browser = buildAlert({ kind: 'browser' })
  expect(purposeAt(browser, 0, { isQuiet: true })).toBe(null)
  expect(purposeAt(browser, 6 * 3_600_000)).toBe('first')
})

test('a fact is sent once and never repeated, and not at all when it is a day old', () => {
  const fact = buildAlert({ kind: 'hedge', isCondition: false })
  expect(purposeAt(fact, 0)).toBe('first')
  expect(purposeAt({ ...fact, progress: [SENT] }, 10 * REPEAT_MS)).toBe(null)
  expect(purposeAt(fact, 24 * 3_600_000)).toBe(null)
})

test('a channel gets the kinds that it was configured for and no other', () => {
  expect(purposeAt(buildAlert({ kind: 'execution', isCondition: false }), 0)).toBe(null)
})

test('nothing is left to do when a fact was sent everywhere, or when the end of a condition was', () => {
  const done = (alert: AlertRow, afterMs = 1000) =>
    isFinished(alert, [webhook], { rules, now: START + afterMs })
  const fact = buildAlert({ kind: 'hedge', isCondition: false })
  expect(done(fact)).toBe(false)
  expect(done({ ...fact, progress: [FAILED] })).toBe(false)
  expect(done({ ...fact, progress: [SENT] })).toBe(true)
  expect(done({ ...fact, kind: 'execution' })).toBe(true)
  expect(done(buildAlert({ progress: [SENT] }), 1000 * REPEAT_MS)).toBe(false)
  const over = buildAlert({ resolvedAt: at(0), progress: [SENT] })
  expect(done(over)).toBe(false)
  expect(done({ ...over, progress: [buildProgress({ isResolvedSent: true })] })).toBe(true)
  expect(done(buildAlert({ resolvedAt: at(0) }))).toBe(true)
})
