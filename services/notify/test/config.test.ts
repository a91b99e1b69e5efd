import { ConfigError, readConfig } from '@surefoot/shared/runtime'
import { expect, test } from 'vitest'
import { createChannels } from '../src/channels/create-channels.ts'
import { config } from '../src/config.ts'

const WEBHOOK = {
  NOTIFY_WEBHOOK_URL: 'https://alerts.example/surefoot',
  NOTIFY_WEBHOOK_SECRET: 'sixteen-characters',
}

/** What is said of these settings. */
function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(config, environment)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.faults
    throw error
  }
}

test('nothing needs to be configured, and then there is no channel', () => {
  expect(createChannels(readConfig(config, {}))).toEqual([])
})

test('what is configured is a channel, and executions are sent only where they are asked for', () => {
  const channels = createChannels(
    readConfig(config, {
      ...WEBHOOK,
      NOTIFY_SLACK_URL: 'https://hooks.example/services/T0/B0',
      NOTIFY_SLACK_KINDS: 'all',
    }),
  )
  expect(
    channels.map(({ name, target, kinds }) => [name, target, kinds.includes('execution')]),
  ).toEqual([
    ['webhook', 'https://alerts.example', false],
    ['slack', 'hooks.example', true],
  ])
})

test('half of a channel is a fault that names what is missing', () => {
  expect(faultsOf({ NOTIFY_TELEGRAM_TOKEN: '123456:aaaaaaaaaaaaaaaaaaaaaaaa' })).toEqual([
    'NOTIFY_TELEGRAM_CHAT: set it too, because NOTIFY_TELEGRAM_TOKEN is set',
  ])
  expect(faultsOf({ NOTIFY_MAIL_TO: 'ann@desk.example' })).toEqual([
    'NOTIFY_SMTP_URL: set it too, because NOTIFY_MAIL_TO is set',
    'NOTIFY_MAIL_FROM: set it too, because NOTIFY_MAIL_TO is set',
  ])
})

test('all faults are named at once, and none shows the secret', () => {
  const faults = faultsOf({
    NOTIFY_TELEGRAM_TOKEN: 'a-secret-in-a-wrong-form',
    NOTIFY_WEBHOOK_KINDS: 'halt,weather',
    NOTIFY_QUIET_HOURS: '23:00-07:00 Mars/Olympus',
    NOTIFY_REPEAT_MS: '10',
    HEARTBEAT_METHOD: 'PUT',
  })
  expect(faults.map((fault) => fault.split(':')[0]?.split('.')[0])).toEqual([
    'NOTIFY_WEBHOOK_KINDS',
    'NOTIFY_TELEGRAM_TOKEN',
    'NOTIFY_REPEAT_MS',
    'NOTIFY_QUIET_HOURS',
    'HEARTBEAT_METHOD',
  ])
  expect(faults.join()).not.toContain('a-secret-in-a-wrong-form')
})

test.each([
  ['http://alerts.example/hook', false],
  ['http://203.0.113.7/hook', false],
  ['http://172.32.0.1/hook', false],
  ['ftp://alerts.example', false],
  ['https://user:password@alerts.example', false],
  ['https://alerts.example/hook', true],
  ['http://127.0.0.1:9000', true],
  ['http://[::1]:9000', true],
  ['http://10.1.2.3/hook', true],
  ['http://receiver:9000', true],
  ['http://receiver.monitoring.svc.cluster.local', true],
])('a message may travel to %s: %s', (url, isTaken) => {
  expect(faultsOf({ ...WEBHOOK, NOTIFY_WEBHOOK_URL: url }).length === 0).toBe(isTaken)
})
