import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { readAddress } from '../src/bus/index.ts'
import {
  amount,
  ConfigError,
  milliseconds,
  readConfig,
  readSafeMode,
  serviceEnvironment,
} from '../src/runtime/index.ts'

const schema = z.object({
  DATABASE_URL: z.string('give the address of the database'),
  EXECUTION_TIMEOUT_MS: milliseconds.default(30_000),
  MAX_TOTAL_EXPOSURE: amount.default('5000'),
})

test('a missing value becomes its default, a bad one never does, and every fault is named at once', () => {
  expect(readConfig(schema, { DATABASE_URL: 'postgres://x' })).toEqual({
    DATABASE_URL: 'postgres://x',
    EXECUTION_TIMEOUT_MS: 30_000,
    MAX_TOTAL_EXPOSURE: '5000',
  })
  const bad = { EXECUTION_TIMEOUT_MS: 'soon', MAX_TOTAL_EXPOSURE: '1e9' }
  expect(() => readConfig(schema, bad)).toThrow(ConfigError)
  expect(() => readConfig(schema, bad)).toThrow(
    /DATABASE_URL[^]*EXECUTION_TIMEOUT_MS[^]*MAX_TOTAL_EXPOSURE/,
  )
})

test('a secret may come from a file, but not from two places', () => {
  const folder = mkdtempSync(join(tmpdir(), 'config-'))
  const file = join(folder, 'secret')
  writeFileSync(file, 'postgres://from-file\n')
  expect(readConfig(schema, { DATABASE_URL_FILE: file }).DATABASE_URL).toBe('postgres://from-file')
  expect(() => readConfig(schema, { DATABASE_URL_FILE: file, DATABASE_URL: 'x' })).toThrow(
    /not both/,
  )
  expect(() => readConfig(schema, { DATABASE_URL_FILE: join(folder, 'none') })).toThrow(
    /cannot be read/,
  )
  rmSync(folder, { recursive: true })
})

test('safe mode is on in CI and in tests unless it is switched off by name', () => {
  expect(readSafeMode({})).toBe(false)
  expect(readSafeMode({ CI: 'true' })).toBe(true)
  expect(readSafeMode({ NODE_ENV: 'test' })).toBe(true)
  expect(readSafeMode({ CI: 'true', SAFE_MODE: 'off' })).toBe(false)
  expect(readSafeMode({ CI: 'true', SAFE_MODE: 'no' })).toBe(true)
})

test('an address of the bus may name several servers of a cluster, and every one of them is checked', () => {
  const read = (url: string) => readConfig(serviceEnvironment, { NATS_URL: url }).NATS_URL
  const cluster = 'nats://hedge:secret%21@a:4222, nats://hedge:secret%21@b:4222'
  expect(readAddress(read(cluster))).toEqual({
    servers: ['nats://a:4222', 'nats://b:4222'],
    login: { user: 'hedge', pass: 'secret!' },
  })
  expect(readAddress(read('nats://127.0.0.1:4222'))).toEqual({
    servers: ['nats://127.0.0.1:4222'],
    login: undefined,
  })
  for (const bad of ['', 'nats://a:4222,', 'nats://a:4222,http://b', '127.0.0.1:4222'])
    expect(() => read(bad)).toThrow(/NATS_URL/)
})
