import type { AlertRow } from '@surefoot/shared/messages'
import { expect, test } from 'vitest'
import { alertsQuery, channelsQuery, deliveriesQuery } from '../src/api/notifications.ts'
import { deskQuery } from '../src/api/queries.ts'
import { titleOf } from '../src/attention/title.ts'
import { applyEvent } from '../src/live/apply-event.ts'
import { QueryClient } from '@tanstack/react-query'
import { after, buildDesk } from './build.ts'
import { renderScreen, type Answer } from './render-screen.tsx'

const desk: Answer = [deskQuery.queryKey, buildDesk()]
const ID = '22222222-2222-4222-8222-222222222222'
const halt: AlertRow = {
  deskId: 'main',
  id: ID,
  key: 'gateway halt x',
  kind: 'halt',
  message: 'The desk was paused by audit. Three executions failed.',
  account: null,
  executionId: null,
  isCondition: true,
  raisedAt: after(0),
  resolvedAt: null,
  acknowledgedAt: null,
  acknowledgedBy: null,
  progress: [
    {
      channel: 'webhook',
      sent: 2,
      lastSentAt: after(0),
      lastTriedAt: after(0),
      isLastSent: true,
      isResolvedSent: false,
    },
    {
      channel: 'mail',
      sent: 0,
      lastSentAt: null,
      lastTriedAt: after(0),
      isLastSent: false,
      isResolvedSent: false,
    },
  ],
}
const setup = { channels: [], quietHours: null, isQuiet: false, repeatMs: 300_000, heartbeat: null }

test('an open alert shows what was sent for it, and can be acknowledged', async () => {
  const words = await renderScreen('/notifications', [
    desk,
    [alertsQuery.queryKey, { alerts: [halt], open: 1 }],
    [deliveriesQuery.queryKey, []],
    [channelsQuery.queryKey, setup],
  ])
  expect(words).toContain('Alerts: 1 open')
  expect(words).toContain('Three executions failed.')
  expect(words).toContain('Webhook 2×, Mail not sent')
  expect(words).toContain('Acknowledge')
  expect(words).toContain('Nobody is notified: no channel is set up')
  expect(words).toContain('if this machine dies, nobody is notified')
})

test('who acknowledged it is shown, and why an attempt failed', async () => {
  const seen = { ...halt, acknowledgedAt: after(1), acknowledgedBy: 'ann' }
  const words = await renderScreen('/notifications', [
    desk,
    [alertsQuery.queryKey, { alerts: [seen], open: 0 }],
    [
      deliveriesQuery.queryKey,
      [
        {
          messageId: ID,
          alertId: ID,
          channel: 'mail',
          kind: 'halt',
          purpose: 'first',
          at: after(0),
          isSent: false,
          error: 'The mail server did not take it: greylisted',
        },
      ],
    ],
    [
      channelsQuery.queryKey,
      {
        ...setup,
        channels: [
          { channel: 'mail', target: 'ann@desk.example by mail.example', kinds: ['halt'] },
        ],
      },
    ],
  ])
  expect(words).toContain('acknowledged by ann')
  expect(words).not.toContain('Acknowledge')
  expect(words).toContain('Not sent The mail server did not take it: greylisted')
  expect(words).toContain('Send a test')
})

test('the title of every tab tells how much waits, and says when that is not known', () => {
  expect(titleOf({ isConnected: true, count: 2 })).toBe('(2) Surefoot – needs you')
  expect(titleOf({ isConnected: true, count: 0 })).toBe('Surefoot')
  expect(titleOf({ isConnected: true, count: null })).toBe('(?) Surefoot')
  expect(titleOf({ isConnected: false, count: 0 })).toBe('(!) Surefoot – not connected')
})

test('an alert that changed is read again with its deliveries', () => {
  const stale = applyEvent(new QueryClient(), { name: 'alert', data: { deskId: 'main' } })
  expect(stale).toEqual([alertsQuery.queryKey, deliveriesQuery.queryKey])
})
