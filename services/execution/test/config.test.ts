import { ConfigError, readConfig } from '@surefoot/shared/runtime'
import { expect, test } from 'vitest'
import { config } from '../src/config.ts'

test('caps and time have the values of the safety document unless others are given', () => {
  expect(readConfig(config, { REDIS_URL: 'redis://127.0.0.1:6379' })).toMatchObject({
    EXECUTION_TIMEOUT_MS: 30_000,
    MAX_EXPOSURE_PER_MATCH: '1000',
    MAX_TOTAL_EXPOSURE: '5000',
    STATEMENT_EVERY_MS: 30_000,
  })
})

test('a bad value is named and never becomes a default', () => {
  const bad = {
    REDIS_URL: 'http://example.test',
    EXECUTION_TIMEOUT_MS: '-1',
    MAX_TOTAL_EXPOSURE: '1e3',
  }
  expect(() => readConfig(config, bad)).toThrow(ConfigError)
  expect(() => readConfig(config, bad)).toThrow(/REDIS_URL[^]*EXECUTION_TIMEOUT_MS[^]*MAX_TOTAL/)
})
