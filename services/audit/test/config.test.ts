import { readConfig } from '@surefoot/shared/runtime'
import { expect, test } from 'vitest'
import { auditEnvironment } from '../src/config.ts'

test('the limits have the documented defaults', () => {
  expect(readConfig(auditEnvironment, { DATABASE_URL: 'postgres://u:p@127.0.0.1:5432/d' })).toEqual(
    {
      DATABASE_URL: 'postgres://u:p@127.0.0.1:5432/d',
      MAX_EXPOSURE_PER_MATCH: '1000',
      MAX_TOTAL_EXPOSURE: '5000',
      MAX_DAY_LOSS: '100',
      MIN_PROFIT_BPS: 50,
      POSTGRES_DURABILITY: 'demanded',
      CONTROL_APPROVALS: 'demanded',
    },
  )
})

test('every fault is named at once, and none becomes a default', () => {
  const environment = {
    DATABASE_URL: 'mysql://x',
    MAX_EXPOSURE_PER_MATCH: 'lots',
    MAX_TOTAL_EXPOSURE: '-1',
    MAX_DAY_LOSS: '1e2',
    POSTGRES_DURABILITY: 'off',
    MIGRATION_DATABASE_URL: 'owner',
  }
  const named = Object.keys(environment)
  for (const name of named) expect(() => readConfig(auditEnvironment, environment)).toThrow(name)
})
